using System.Diagnostics;
using System.Globalization;
using GaoDev.Fixtures;
using GaoDev.Runtime.Confinement;
using GaoDev.Runtime.Execution;

namespace GaoDev.Host.Tests.Security;

/// <summary>Where confinement cannot be had, nothing runs; what is swapped is not taken; what is killed leaves nothing.</summary>
public sealed class FailClosedTests(SecurityLab lab) : IClassFixture<SecurityLab>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [AsEachIdentity("missing")]
    [AsEachIdentity("replaced")]
    [AsEachIdentity("writable")]
    public async Task Bubblewrap_MissingOrNotTrusted_RefusesToRun(Identity identity, string how)
    {
        string home = lab.CreateHome(identity);
        string path = Path.Combine(home, "bwrap");
        string marker = Path.Combine(home, "started");
        if (how != "missing")
        {
            await File.WriteAllTextAsync(path, $"#!/bin/sh\ntouch {marker}\nwhile [ \"$1\" != -- ]; do shift; done; shift; exec \"$@\"\n", Token);
            File.SetUnixFileMode(path, (UnixFileMode)(how == "writable" ? 0b111_111_111 : 0b111_101_101));
            SecurityLab.Give(identity, path);
        }

        // A file that root alone can change is what root itself would have to have put there.
        if (how == "replaced" && identity == Identity.Root)
        {
            File.SetUnixFileMode(path, (UnixFileMode)0b100_111_101_101);
        }

        LabRun run = await lab.RunAsync(identity, lab.Script(isConfined: true, "status:") with { BubblewrapPath = path }, Token, home);

        Assert.Equal("SandboxUnavailable", run.Only.Code);
        Assert.Contains("'hostile'", run.Only.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(marker));
    }

    [Theory]
    [AsEachIdentity]
    public async Task Bubblewrap_AnotherFirstInPath_IsNotTaken(Identity identity)
    {
        string home = lab.CreateHome(identity);
        string folder = Path.Combine(home, "bin");
        Directory.CreateDirectory(folder);
        string marker = Path.Combine(home, "started");
        foreach (string name in (string[])["bwrap", "setsid", "setpriv"])
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), $"#!/bin/sh\ntouch {marker}\n", Token);
            File.SetUnixFileMode(Path.Combine(folder, name), (UnixFileMode)0b111_101_101);
        }

        LabRun run = await lab.RunAsync(
            identity, lab.Script(isConfined: true, "status:") with { Environment = new() { ["PATH"] = folder } }, Token, home, path: folder);

        Assert.Contains("Seccomp:\t2", run.Only.Text, StringComparison.Ordinal);
        Assert.False(File.Exists(marker));
    }

    [Theory]
    [AsEachIdentity]
    public async Task Namespaces_NestedWhereNoneCanBeMade_RefusesToRun(Identity identity)
    {
        LabRun run = await lab.RunAsync(
            identity,
            lab.Script(isConfined: true, "status:"),
            Token,
            within: ["/usr/bin/bwrap", "--unshare-user", "--disable-userns", "--dev-bind", "/", "/", "--"]);

        Assert.Equal("SandboxUnavailable", run.Only.Code);
        Assert.DoesNotContain("Seccomp", run.Only.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit code 1; it last said: bwrap: No permissions to create new namespace, likely because the kernel does not allow non-privileged user namespaces.", "namespaces", "AppArmor")]
    [InlineData("exit code 1; it last said: bwrap: setting up uid map: Permission denied", "namespaces", "AppArmor")]
    [InlineData("exit code 1; it last said: bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted", "network namespaces", "AppArmor")]
    [InlineData("exit code 1; it last said: bwrap: Can't mount proc on /newroot/proc: Operation not permitted", "container", "Docker")]
    [InlineData("exit code 1; it last said: bwrap: Unknown option --disable-userns", "too old", "0.8")]
    public void Failure_OfBubblewrap_IsExplained(string words, string why, string remedy)
    {
        (string Why, string Remedy)? failure = SandboxFailure.Find(words);

        Assert.NotNull(failure);
        Assert.Contains(why, failure.Value.Why, StringComparison.Ordinal);
        Assert.Contains(remedy, failure.Value.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [AsEachIdentity]
    public async Task Plugin_FileSwappedForALink_IsRefused(Identity identity)
    {
        string home = lab.CreateHome(identity);
        DriverScript script = lab.Script(isConfined: true, "status:");
        string copy = Path.Combine(home, Path.GetFileName(script.Assembly));
        File.CreateSymbolicLink(copy, script.Assembly);

        LabRun run = await lab.RunAsync(identity, script with { Assembly = copy }, Token, home);

        Assert.Equal("SandboxUnavailable", run.Only.Code);
        Assert.Contains("is no file", run.Only.Error, StringComparison.Ordinal);
    }

    [Theory]
    [AsEachIdentity]
    public async Task Application_KilledInMidStream_LeavesNothing(Identity identity)
    {
        DriverScript script = lab.Script(isConfined: true);
        ProcessStartInfo start = SecurityLab.Describe(
            identity, lab.CreateHome(identity), DotnetLauncher.Find(new HostOptions()), "exec", lab.Driver, script.Assembly, script.Provider, script.EntryType, "drip:", "confined");
        using Process driver = Process.Start(start)!;
        string? line = await driver.StandardOutput.ReadLineAsync(Token);
        int sandbox = int.Parse(line!, CultureInfo.InvariantCulture);
        int plugin = int.Parse((await File.ReadAllTextAsync($"/proc/{sandbox}/task/{sandbox}/children", Token)).Trim(), CultureInfo.InvariantCulture);
        string[] staged = Directory.GetDirectories("/tmp", $"gaodev-{driver.Id}-*");
        Assert.Single(staged);

        driver.Kill();
        await driver.WaitForExitAsync(Token);

        await ProcessWatch.UntilGoneAsync(sandbox, Token);
        await ProcessWatch.UntilGoneAsync(plugin, Token);
        await lab.RunAsync(identity, lab.Script(isConfined: true, "status:"), Token);
        Assert.False(Directory.Exists(staged[0]));
    }

    [Theory]
    [AsEachIdentity]
    public async Task Plugins_TwoAtOnce_DoNotSeeEachOther(Identity identity)
    {
        DriverScript script = lab.Script(isConfined: true, "others:", "list:/proc", "read:/proc/self/mountinfo");

        LabRun[] runs = await Task.WhenAll(
            lab.RunAsync(identity, script, Token), lab.RunAsync(identity, script, Token));

        Assert.All(runs, run =>
        {
            Assert.Contains("denied: no other process", run.Outcomes[0].Text, StringComparison.Ordinal);
            Assert.DoesNotContain(lab.Folder, run.Outcomes[2].Text, StringComparison.Ordinal);
            Assert.DoesNotContain("home-", run.Outcomes[2].Text, StringComparison.Ordinal);
        });
    }

    [Theory]
    [AsEachIdentity]
    public async Task Crashes_ManyInARow_LeaveNoProcessAndNoFolder(Identity identity)
    {
        string[] prompts = [.. Enumerable.Repeat("crash:exit", Rounds.Crashes), "say:alive"];

        LabRun run = await lab.RunAsync(identity, lab.Script(isConfined: true, prompts), Token);

        Assert.Contains("alive", run.Outcomes[^1].Text, StringComparison.Ordinal);
        Assert.Equal(Rounds.Crashes, run.Outcomes.Count(outcome => outcome.Code == "HostCrashed"));
        Assert.All(run.Outcomes, outcome => Assert.False(outcome.Process is { } id && ProcessWatch.IsAlive(id)));
    }
}
