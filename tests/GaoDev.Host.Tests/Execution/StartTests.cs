using GaoDev.Plugins.Diagnostics;
using GaoDev.Providers;
using GaoDev.Runtime.Execution;

namespace GaoDev.Host.Tests.Execution;

public sealed class StartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaodev-start-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Start_WithoutHost_SaysWhereItShouldBe()
    {
        string path = Path.Combine(folder, "GaoDev.Host.dll");

        PluginException exception = await FailAsync(new HostOptions { HostPath = path });

        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.NotNull(exception.Remedy);
    }

    [Theory]
    [InlineData("echo 'no runtime \u001b[31mhere' >&2; exit 150", PluginErrorCode.HostStartFailed, @"exit code 150; it last said: no runtime \u001b[31mhere")]
    [InlineData("exit 0", PluginErrorCode.HostStartFailed, "exit code 0")]
    [InlineData("kill -9 $$", PluginErrorCode.HostStartFailed, "killed by SIGKILL")]
    [InlineData("echo waking >&2; exec sleep 1000", PluginErrorCode.HostStartFailed, "did not answer within 1 s; it said: waking")]
    [InlineData("echo 'Hello, World!'; exec sleep 1000", PluginErrorCode.ProtocolViolation, "bytes long")]
    [InlineData("exec 1>&-; exec sleep 1000", PluginErrorCode.HostStartFailed, "killed by SIGKILL")]
    public async Task Start_ProgramThatIsNoHost_IsACleanError(string script, PluginErrorCode code, string reason)
    {
        HostOptions options = new()
        {
            DotnetPath = WriteScript(script),
            HandshakeTimeout = TimeSpan.FromSeconds(script.Contains("waking", StringComparison.Ordinal) ? 1 : 30),
            Grace = TimeSpan.FromMilliseconds(300),
        };

        PluginException exception = await FailAsync(options);

        Assert.Equal(code, exception.Code);
        Assert.Contains("'misbehaving'", exception.Message, StringComparison.Ordinal);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"protocol":2,"contract":"1.0","confinement":null}""", "it speaks protocol 2")]
    [InlineData("""{"protocol":1,"contract":"9.0","confinement":null}""", "contract 9.0")]
    [InlineData("""{"protocol":1,"contract":"1.0","confinement":"Full"}""", "does not hold such a message")]
    public async Task Start_HostOfAnotherRelease_IsRefused(string ready, string reason)
    {
        string octal = $"\\{Convert.ToString(ready.Length + 1, 8)}\\0\\0\\0\\201";
        HostOptions options = new() { DotnetPath = WriteScript($"printf '{octal}%s' '{ready}'; exec sleep 1000") };

        PluginException exception = await FailAsync(options);

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ProgramThatMayNotBeExecuted_IsACleanError()
    {
        string path = WriteScript("exit 0");
        File.SetUnixFileMode(path, UnixFileMode.UserRead);

        PluginException exception = await FailAsync(new HostOptions { DotnetPath = path });

        Assert.Equal(PluginErrorCode.HostStartFailed, exception.Code);
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Launcher_WithoutOption_IsFound()
    {
        string path = DotnetLauncher.Find(new HostOptions());

        Assert.True(Path.IsPathFullyQualified(path) && File.Exists(path), path);
    }

    [Fact]
    public async Task Dispose_WhileStarting_EndsTheStart()
    {
        HostOptions options = new() { DotnetPath = WriteScript($"echo $$ > '{folder}/pid'; exec sleep 1000"), HandshakeTimeout = TimeSpan.FromMinutes(5) };
        HostedProvider provider = BuiltFixtures.MisbehavingProvider(options);
        Task<List<AgentUpdate>> answer = provider.CollectAsync("x", Token);
        string pid = Path.Combine(folder, "pid");
        while (!File.Exists(pid) || !(await File.ReadAllTextAsync(pid, Token)).EndsWith('\n'))
        {
            await Task.Delay(10, Token);
        }

        await provider.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => answer);
        Assert.False(ProcessWatch.IsAlive(int.Parse(await File.ReadAllTextAsync(pid, Token), System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static async Task<PluginException> FailAsync(HostOptions options)
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider(options);
        PluginException exception = await Assert.ThrowsAsync<PluginException>(() => provider.CollectAsync("x", Token));
        Assert.Null(provider.ProcessId);
        return exception;
    }

    private string WriteScript(string script)
    {
        string path = Path.Combine(folder, $"{Guid.NewGuid():N}");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
