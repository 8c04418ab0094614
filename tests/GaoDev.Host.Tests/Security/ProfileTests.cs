using GaoDev.Fixtures;
using GaoDev.Permissions;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Confinement;
using GaoDev.Runtime.Execution;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Host.Tests.Security;

/// <summary>What a grant and a task open, and what no grant opens.</summary>
public sealed class ProfileTests(SecurityLab lab) : IClassFixture<SecurityLab>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [AsEachIdentity]
    public async Task FileRead_Project_ReadsItAndNothingElse(Identity identity)
    {
        (string home, string project) = Plant(identity);
        string[] prompts = [$"read:{project}/code", $"write:{project}/code", $"write:{project}/new", $"read:{home}/canary", $"read:{project}/.env", $"list:{home}"];

        LabRun run = await lab.RunAsync(identity, Script(project, ["FileRead={project}"], prompts), Token, home);

        Assert.Contains("done: source", run.Outcomes[0].Text, StringComparison.Ordinal);
        Assert.All(run.Outcomes.Skip(1).Take(3), outcome => Assert.True(outcome.IsDenied, outcome.Prompt + outcome.Text));
        Assert.DoesNotContain("precious", run.Outcomes[4].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", run.Outcomes[5].Text, StringComparison.Ordinal);
        Assert.Equal("source", await File.ReadAllTextAsync(Path.Combine(project, "code"), Token));
    }

    [Theory]
    [AsEachIdentity]
    public async Task FileWrite_Project_ChangesItButNotWhatGitRuns(Identity identity)
    {
        (string home, string project) = Plant(identity);
        if (identity == Identity.Root)
        {
            // Run by root, a plugin changes what anyone may change.
            File.SetUnixFileMode(project, (UnixFileMode)0b111_111_111);
        }

        string[] prompts =
        [
            $"write:{project}/new", $"write:{project}/.git/hooks/pre-commit", $"write:{project}/.git/config",
            // What leads git to other hooks and another configuration, and another folder in this one's place.
            $"write:{project}/.git/commondir", $"write:{project}/.git/config.worktree", $"move:{project}/.git|{project}/.moved",
            $"symlink:{home}/canary|{project}", $"hardlink:{home}/canary|{project}",
        ];

        LabRun run = await lab.RunAsync(identity, Script(project, ["FileWrite={project}"], prompts), Token, home);

        Assert.True(run.Outcomes[0].IsDone, run.Outcomes[0].Text);
        Assert.All(run.Outcomes.Skip(1), outcome => Assert.True(outcome.IsDenied, outcome.Prompt + outcome.Text));
        Assert.Equal("written by a plugin", await File.ReadAllTextAsync(Path.Combine(project, "new"), Token));
        Assert.Equal("precious", await File.ReadAllTextAsync(Path.Combine(home, "canary"), Token));
        Assert.Equal("precious", await File.ReadAllTextAsync(Path.Combine(project, ".git", "config"), Token));
        Assert.False(File.Exists(Path.Combine(project, ".git", "commondir")));

        LabRun unconfined = await lab.RunAsync(identity, Script(project, [], [.. prompts[1..6]]) with { IsConfined = false }, Token, home);
        Assert.All(unconfined.Outcomes, outcome => Assert.True(outcome.IsDone, outcome.Prompt + outcome.Text));
    }

    [Theory]
    [AsEachIdentity]
    public async Task FileWrite_TaskThatMayChangeNothing_OnlyReads(Identity identity)
    {
        (string home, string project) = Plant(identity);
        DriverScript script = Script(project, ["FileWrite={project}"], $"read:{project}/code", $"write:{project}/new") with { AllowDestructiveOperations = false };

        LabRun run = await lab.RunAsync(identity, script, Token, home);

        Assert.True(run.Outcomes[0].IsDone, run.Outcomes[0].Text);
        Assert.True(run.Outcomes[1].IsDenied, run.Outcomes[1].Text);
        Assert.False(File.Exists(Path.Combine(project, "new")));
    }

    [Theory]
    [AsEachIdentity("FileRead=/", "part of the system")]
    [AsEachIdentity("FileRead=/etc", "part of the system")]
    [AsEachIdentity("FileRead=/proc/self", "symbolic link")]
    [AsEachIdentity("FileRead=/proc/sys", "part of the system")]
    [AsEachIdentity("FileRead={home}", "home folder")]
    [AsEachIdentity("FileRead={home}/..", "not a plain path")]
    [AsEachIdentity("FileRead={home}/.ssh", "settings or credentials")]
    [AsEachIdentity("FileRead={home}/.gao-dev/store", "settings or credentials")]
    [AsEachIdentity("FileWrite={project}/link", "symbolic link")]
    [AsEachIdentity("FileWrite={project}/linked", "cannot be kept as it is")]
    [AsEachIdentity("FileRead={project}/socket", "no folder and no file")]
    [AsEachIdentity("FileRead={project}/.env", "credentials")]
    [AsEachIdentity("FileRead=relative", "neither absolute")]
    public async Task FileAccess_ToWhatNoPluginGets_IsRefused(Identity identity, string grant, string why)
    {
        (string home, string project) = Plant(identity);
        Directory.CreateDirectory(Path.Combine(home, ".gao-dev", "store"));
        Directory.CreateSymbolicLink(Path.Combine(project, "link"), home);
        Directory.CreateDirectory(Path.Combine(project, "linked"));
        Directory.CreateSymbolicLink(Path.Combine(project, "linked", ".git"), Path.Combine(project, ".git"));
        using System.Net.Sockets.Socket socket = new(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(Path.Combine(project, "socket")));

        LabRun run = await lab.RunAsync(
            identity, Script(project, [grant.Replace("{home}", home, StringComparison.Ordinal)], "status:"), Token, home);

        Assert.Equal("SandboxUnavailable", run.Only.Code);
        Assert.Contains(why, run.Only.Error, StringComparison.Ordinal);
    }

    [Theory]
    [AsEachIdentity]
    public async Task Subprocess_Granted_RunsThatProgramInTheSameSandbox(Identity identity)
    {
        (string home, string project) = Plant(identity);
        string[] prompts =
        [
            "exec:/app/bin/sh -c echo${IFS}hello", $"exec:/app/bin/sh -c read${{IFS}}line<{home}/canary;echo${{IFS}}$line",
            "exec:/app/bin/sh -c echo>/tmp/x&&echo${IFS}wrote", "exec:/usr/bin/setpriv --dump", "unshare:", "memfd:1",
        ];

        LabRun run = await lab.RunAsync(identity, Script(project, ["Subprocess=sh"], prompts), Token, home);

        Assert.Contains("done: hello", run.Outcomes[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("precious", run.Outcomes[1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("wrote", run.Outcomes[2].Text, StringComparison.Ordinal);
        Assert.All(run.Outcomes.Skip(3), outcome => Assert.True(outcome.IsDenied, outcome.Prompt + outcome.Text));
    }

    [Theory]
    [AsEachIdentity]
    public async Task Storage_Granted_LastsAndIsThePluginsOwn(Identity identity)
    {
        string home = lab.CreateHome(identity);
        string state = identity == Identity.Root ? Path.Combine(lab.Folder, "root-state") : Path.Combine(home, ".gao-dev");
        DriverScript script = lab.Script(isConfined: true, "write:/home/plugin/kept", "write:/tmp/other") with { Granted = ["Storage"], State = state };

        LabRun first = await lab.RunAsync(identity, script, Token, home);
        LabRun second = await lab.RunAsync(identity, script with { Prompts = ["read:/home/plugin/kept"] }, Token, home);

        Assert.True(first.Outcomes[0].IsDone, first.Outcomes[0].Text);
        Assert.True(first.Outcomes[1].IsDenied, first.Outcomes[1].Text);
        Assert.Contains("written by a plugin", second.Only.Text, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(state, "storage", "hostile", "kept")));
    }

    [Fact]
    public async Task Folder_SwappedAfterItWasJudged_IsRefused()
    {
        string home = Directory.CreateDirectory(Path.Combine(lab.Folder, $"swap-{Guid.NewGuid():N}")).FullName;
        string granted = Directory.CreateDirectory(Path.Combine(home, "granted")).FullName, other = Directory.CreateDirectory(Path.Combine(home, "other")).FullName;
        HostedPlugin plugin = FixturePlugin.Describe(
            BuiltFixtures.Hostile, "hostile", "Fixtures.Hostile.HostilePlugin", isConfined: true, granted: [new Permission(PermissionKind.FileRead, granted)]);
        HostOptions options = new() { StateDirectory = Path.Combine(home, ".gao-dev") };
        SandboxProfile profile = SandboxProfileBuilder.Build(plugin, task: null, options.StateDirectory);
        await using (await PluginHostProcess.StartAsync(plugin, profile, options, NullLogger.Instance, Token))
        {
            // The control: what was judged is what is there.
        }

        foreach (Action<string> swap in (Action<string>[])[path => File.CreateSymbolicLink(path, other), path => Directory.CreateDirectory(path)])
        {
            Directory.Move(granted, granted + "-away");
            swap(granted);
            PluginException refusal = await Assert.ThrowsAsync<PluginException>(() => PluginHostProcess.StartAsync(plugin, profile, options, NullLogger.Instance, Token));
            Assert.Equal(PluginErrorCode.SandboxUnavailable, refusal.Code);
            Assert.Contains("swapped", refusal.Message, StringComparison.Ordinal);
            Directory.Delete(granted);
            Directory.Move(granted + "-away", granted);
        }
    }

    [Theory]
    [AsEachIdentity]
    public async Task Socket_InAGrantedFolder_IsNotReached(Identity identity)
    {
        (string home, string project) = Plant(identity);
        using CanaryListeners listeners = new(project);

        LabRun run = await lab.RunAsync(identity, Script(project, ["FileWrite={project}"], $"unix:{listeners.UnixPath}", $"read:{project}/code"), Token, home);
        LabRun unconfined = await lab.RunAsync(identity, Script(project, [], $"unix:{listeners.UnixPath}") with { IsConfined = false }, Token, home);

        Assert.True(run.Outcomes[0].IsDenied, run.Outcomes[0].Text);
        Assert.Contains("source", run.Outcomes[1].Text, StringComparison.Ordinal);
        Assert.True(unconfined.Only.IsDone, unconfined.Only.Text);
        Assert.Equal(1, listeners.Reached);
    }

    [Theory]
    [AsEachIdentity]
    public async Task Subprocess_ForkBomb_IsHeldAndLeavesNothing(Identity identity)
    {
        (string home, string project) = Plant(identity);
        string mark = Random.Shared.Next(100_000, 999_999).ToString(System.Globalization.CultureInfo.InvariantCulture);
        string prompt = $"fork-bomb:200 {mark}";

        LabRun run = await lab.RunAsync(identity, Script(project, ["Subprocess=sh", "Subprocess=sleep"], prompt), Token, home);
        await ProcessWatch.UntilNoneHasAsync(mark, Token);
        LabRun unconfined = await lab.RunAsync(identity, Script(project, [], prompt) with { IsConfined = false }, Token, home);

        Assert.True(run.Only.IsDenied, run.Only.Text);
        Assert.Contains("annot fork", run.Only.Text, StringComparison.Ordinal);
        Assert.Contains("done: 200", unconfined.Only.Text, StringComparison.Ordinal);
    }

    private DriverScript Script(string project, string[] granted, params string[] prompts) =>
        lab.Script(isConfined: true, prompts) with { Granted = granted, Project = project };

    private (string Home, string Project) Plant(Identity identity)
    {
        string home = lab.CreateHome(identity);
        string project = Path.Combine(home, "src", "project");
        Directory.CreateDirectory(Path.Combine(project, ".git", "hooks"));
        foreach ((string name, string text) in ((string, string)[])[("src/project/code", "source"), ("src/project/.env", "precious"), ("src/project/.git/config", "precious"), ("canary", "precious")])
        {
            File.WriteAllText(Path.Combine(home, name), text);
        }

        foreach (string path in Directory.GetFileSystemEntries(home, "*", SearchOption.AllDirectories))
        {
            SecurityLab.Give(identity, path);
        }

        return (home, project);
    }
}
