using System.Diagnostics;
using System.Globalization;
using GaoDev.Providers;
using GaoDev.Runtime.Execution;

namespace GaoDev.Host.Tests.Execution;

public sealed class LifetimeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Provider_Unused_StartsNothing()
    {
        HostedProvider provider = BuiltFixtures.MisbehavingProvider();
        Assert.Null(provider.ProcessId);
        await provider.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task Dispose_Orderly_DisposesTheProviderThenUnloadsThePlugin()
    {
        string marker = Path.Combine(Path.GetTempPath(), $"gaodev-{Guid.NewGuid():N}");
        try
        {
            HostedProvider provider = BuiltFixtures.MisbehavingProvider(marker: marker);
            await provider.InitializeAsync(Token);

            await provider.DisposeAsync();

            Assert.Equal("disposed\nunloaded\n", await File.ReadAllTextAsync(marker, Token));
        }
        finally
        {
            File.Delete(marker);
        }
    }

    [Theory]
    [InlineData("say:x", "hang")]
    [InlineData("linger", "")]
    public async Task Dispose_PluginThatStays_EndsItsProcess(string prompt, string dispose)
    {
        HostedProvider provider = BuiltFixtures.MisbehavingProvider(configuration: [("dispose", dispose)]);
        await provider.CollectAsync(prompt, Token);
        int process = provider.ProcessId!.Value;

        await provider.DisposeAsync();

        Assert.False(ProcessWatch.IsAlive(process));
    }

    [Theory]
    [InlineData("say:x")]
    [InlineData("crash:exit")]
    public async Task End_PluginThatStartedAProcess_TakesItAlong(string end)
    {
        HostedProvider provider = BuiltFixtures.MisbehavingProvider();
        string[] lines = await provider.LinesAsync("spawn", Token);
        int descendant = int.Parse(lines[1], CultureInfo.InvariantCulture);
        Assert.True(ProcessWatch.IsAlive(descendant));

        await Record.ExceptionAsync(() => provider.CollectAsync(end, Token));
        await provider.DisposeAsync();

        await ProcessWatch.UntilGoneAsync(descendant, Token);
    }

    [Fact]
    public async Task Process_Running_HasASessionOfItsOwn()
    {
        await using HostedProvider provider = BuiltFixtures.EchoProvider();
        await provider.InitializeAsync(Token);
        string id = provider.ProcessId!.Value.ToString(CultureInfo.InvariantCulture);

        string status = await File.ReadAllTextAsync($"/proc/{id}/stat", Token);

        // After the name: state, parent, process group, session. What a terminal sends to its group does not arrive here.
        string[] fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
        Assert.Equal((id, id), (fields[2], fields[3]));
    }

    [Fact]
    public async Task Dispose_WhileStreaming_EndsTheStream()
    {
        HostedProvider provider = BuiltFixtures.MisbehavingProvider();
        await using IAsyncEnumerator<AgentUpdate> answer = provider.ExecuteTaskAsync(BuiltFixtures.TaskOf("wait"), Token).GetAsyncEnumerator(Token);
        Assert.True(await answer.MoveNextAsync());

        await provider.DisposeAsync();

        // Cut off, so it must not look whole.
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await answer.MoveNextAsync());
    }

    [Theory]
    [InlineData("wait")]
    [InlineData("ignore")]
    [InlineData("endless:1000")]
    [InlineData("linger")]
    public async Task Parent_Killed_LeavesNoProcess(string prompt)
    {
        ProcessStartInfo start = new(DotnetLauncher.Find(new HostOptions())) { RedirectStandardOutput = true };
        foreach (string argument in (string[])["exec", BuiltFixtures.Driver, BuiltFixtures.Misbehaving, "misbehaving", "Fixtures.Misbehaving.MisbehavingPlugin", prompt])
        {
            start.ArgumentList.Add(argument);
        }

        using Process driver = Process.Start(start)!;
        string? line = await driver.StandardOutput.ReadLineAsync(Token);
        int child = int.Parse(line!, CultureInfo.InvariantCulture);
        Assert.True(ProcessWatch.IsAlive(child));

        driver.Kill();
        await driver.WaitForExitAsync(Token);

        await ProcessWatch.UntilGoneAsync(child, Token);
    }
}
