using GaoDev.Fixtures;

namespace GaoDev.Host.Tests.Security;

/// <summary>What a grant and a task open, and what no grant opens.</summary>
public sealed class ProfileTests(SecurityLab lab) : IClassFixture<SecurityLab>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Identity.Root)]
    [InlineData(Identity.OrdinaryUser)]
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

    [Fact]
    public async Task FileWrite_Project_ChangesItButNotWhatGitRuns()
    {
        (string home, string project) = Plant(Identity.OrdinaryUser);
        string[] prompts =
        [
            $"write:{project}/new", $"write:{project}/.git/hooks/pre-commit", $"write:{project}/.git/config",
            $"symlink:{home}/canary|{project}", $"hardlink:{home}/canary|{project}",
        ];

        LabRun run = await lab.RunAsync(Identity.OrdinaryUser, Script(project, ["FileWrite={project}"], prompts), Token, home);

        Assert.True(run.Outcomes[0].IsDone, run.Outcomes[0].Text);
        Assert.All(run.Outcomes.Skip(1), outcome => Assert.True(outcome.IsDenied, outcome.Prompt + outcome.Text));
        Assert.Equal("written by a plugin", await File.ReadAllTextAsync(Path.Combine(project, "new"), Token));
        Assert.Equal("precious", await File.ReadAllTextAsync(Path.Combine(home, "canary"), Token));
        Assert.Equal("precious", await File.ReadAllTextAsync(Path.Combine(project, ".git", "config"), Token));
    }

    [Fact]
    public async Task FileWrite_TaskThatMayChangeNothing_OnlyReads()
    {
        (string home, string project) = Plant(Identity.OrdinaryUser);
        DriverScript script = Script(project, ["FileWrite={project}"], $"read:{project}/code", $"write:{project}/new") with { AllowDestructiveOperations = false };

        LabRun run = await lab.RunAsync(Identity.OrdinaryUser, script, Token, home);

        Assert.True(run.Outcomes[0].IsDone, run.Outcomes[0].Text);
        Assert.True(run.Outcomes[1].IsDenied, run.Outcomes[1].Text);
        Assert.False(File.Exists(Path.Combine(project, "new")));
    }

    [Theory]
    [InlineData("FileRead=/", "part of the system")]
    [InlineData("FileRead=/etc", "part of the system")]
    [InlineData("FileRead=/proc/self", "symbolic link")]
    [InlineData("FileRead=/proc/sys", "part of the system")]
    [InlineData("FileRead={home}", "home folder")]
    [InlineData("FileRead={home}/..", "not a plain path")]
    [InlineData("FileRead={home}/.ssh", "settings or credentials")]
    [InlineData("FileRead={home}/.gao-dev/store", "settings or credentials")]
    [InlineData("FileWrite={project}/link", "symbolic link")]
    [InlineData("FileRead={project}/socket", "no folder and no file")]
    [InlineData("FileRead={project}/.env", "credentials")]
    [InlineData("FileRead=relative", "neither absolute")]
    public async Task FileAccess_ToWhatNoPluginGets_IsRefused(string grant, string why)
    {
        (string home, string project) = Plant(Identity.OrdinaryUser);
        Directory.CreateDirectory(Path.Combine(home, ".gao-dev", "store"));
        Directory.CreateSymbolicLink(Path.Combine(project, "link"), home);
        using System.Net.Sockets.Socket socket = new(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(Path.Combine(project, "socket")));

        LabRun run = await lab.RunAsync(
            Identity.OrdinaryUser, Script(project, [grant.Replace("{home}", home, StringComparison.Ordinal)], "status:"), Token, home);

        Assert.Equal("SandboxUnavailable", run.Only.Code);
        Assert.Contains(why, run.Only.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Identity.Root)]
    [InlineData(Identity.OrdinaryUser)]
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
    [InlineData(Identity.Root)]
    [InlineData(Identity.OrdinaryUser)]
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

    private DriverScript Script(string project, string[] granted, params string[] prompts) =>
        lab.Script(isConfined: true, prompts) with { Granted = granted, Project = project };

    private (string Home, string Project) Plant(Identity identity)
    {
        Assert.SkipUnless(identity == Identity.OrdinaryUser || SecurityLab.IsRoot, "Only root can be root.");
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
