using System.Diagnostics;

namespace GaoDev.Cli.Tests.Installing;

/// <summary>A home folder that is full or cannot be written: a file system of its own, which a user namespace may mount.</summary>
public sealed class BadDiskTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task Disk_Full_IsSaidAndLeavesWhatWasThere()
    {
        _workplace.SaveEcho("1.0.0");
        new GaoDev.Runtime.Tests.Packages.TestPackage("Fixtures.Echo", "2.0.0")
            .With("lib/net10.0/Big.dll", Incompressible(4 * 1024 * 1024)).Save(_workplace.Feed);

        string output = await MountedAsync(
            "size=2m",
            "install Fixtures.Echo@1.0.0; install Fixtures.Echo@2.0.0; install Fixtures.Echo@1.0.0; ls -A $GAO_DEV_HOME/staging; tool plugins verify");

        Assert.Equal(["exit 0", "GAODEV2008", "exit 1", "exit 0", "ok   Fixtures.Echo 1.0.0   1 file", "exit 0"], Said(output));
    }

    [Fact]
    public async Task Disk_ReadOnly_IsSaid()
    {
        _workplace.SaveEcho("1.0.0");

        string output = await MountedAsync(
            "size=4m", "install Fixtures.Echo; mount -o remount,bind,ro $GAO_DEV_HOME; install Fixtures.Echo; tool plugins uninstall-provider echo; tool plugins verify");

        Assert.Equal(["exit 0", "GAODEV2008", "exit 1", "GAODEV2008", "exit 1", "ok   Fixtures.Echo 1.0.0   1 file", "exit 0"], Said(output));
    }

    [Fact]
    public async Task Home_WithoutPermission_IsSaid()
    {
        _workplace.SaveEcho("1.0.0");
        Directory.CreateDirectory(_workplace.Home);
        File.SetUnixFileMode(_workplace.Home, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        // Root may write everywhere, until it gives that up.
        ToolRun run = await _workplace.RunWithoutPrivilegesAsync("plugins", "install-provider", "Fixtures.Echo", "--source", _workplace.Feed, "--yes");

        Assert.Contains(_workplace.Home, run.Failed(1, "GAODEV2008").Error, StringComparison.Ordinal);
        File.SetUnixFileMode(_workplace.Home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Empty(_workplace.Installed());
    }

    [Fact]
    public async Task ScratchFolder_Unusable_IsSaid()
    {
        _workplace.SaveEcho("1.0.0");
        string file = _workplace.Folder["file"];
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        _workplace.Environment["NUGET_SCRATCH"] = Path.Combine(file, "scratch");

        ToolRun run = await _workplace.RunAsync("plugins", "install-provider", "Fixtures.Echo", "--source", _workplace.Feed, "--yes");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("GAODEV2008", run.Error, StringComparison.Ordinal);
        Assert.Contains("NUGET_SCRATCH", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(_workplace.Installed());
    }

    private static string[] Said(string output) =>
    [
        .. output.Split('\n', StringSplitOptions.TrimEntries)
            .Select(line => line.StartsWith("error ", StringComparison.Ordinal) ? line.Split(' ', ':')[1] : line)
            .Where(line => line.StartsWith("exit", StringComparison.Ordinal) || line.StartsWith("GAODEV", StringComparison.Ordinal) || line.StartsWith("ok ", StringComparison.Ordinal) || line.StartsWith("FAIL", StringComparison.Ordinal)),
    ];

    private static byte[] Incompressible(int length)
    {
        byte[] bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private async Task<string> MountedAsync(string mount, string commands)
    {
        string script = $$"""
            tool() { dotnet {{Workplace.Program("gao-dev")}} "$@" < /dev/null 2>&1; echo "exit $?"; }
            install() { tool plugins install-provider "$1" --source {{_workplace.Feed}} --yes; }
            mount -t tmpfs -o {{mount}} tmpfs "$GAO_DEV_HOME" || exit 99
            {{commands}}
            """;
        Directory.CreateDirectory(_workplace.Home);
        ProcessStartInfo start = new("unshare", ["--user", "--map-root-user", "--mount", "bash", "-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _workplace.Project,
        };
        start.Environment["GAO_DEV_HOME"] = _workplace.Home;
        start.Environment["HOME"] = _workplace.Folder["user"];
        start.Environment["NUGET_SCRATCH"] = _workplace.Folder["scratch"];
        using Process process = Process.Start(start)!;
        ToolRun run = await Workplace.EndAsync(process);
        Assert.True(run.ExitCode != 99 && run.Output.Length > 0, $"No file system can be mounted in a user namespace here: {run.Error}");
        return run.Output;
    }
}
