using GaoDev.Plugins.Diagnostics;
using GaoDev.Providers;
using GaoDev.Runtime.Execution;

namespace GaoDev.Host.Tests.Execution;

public sealed class CrashTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("stack", "killed by SIGABRT", "Stack overflow")]
    [InlineData("failfast", "killed by SIGABRT", @"\u001b[31mgiving up")]
    [InlineData("exit", "exit code 0", "")]
    [InlineData("null", "killed by SIGABRT", "")]
    [InlineData("thread", "killed by SIGABRT", "on a thread of its own")]
    public async Task Execute_Crash_IsACleanErrorAndTheNextRequestRuns(string how, string end, string lastWords)
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();
        List<AgentUpdate> updates = [];

        PluginException exception = await Assert.ThrowsAsync<PluginException>(async () =>
        {
            await foreach (AgentUpdate update in provider.ExecuteTaskAsync(BuiltFixtures.TaskOf($"crash:{how}"), Token))
            {
                updates.Add(update);
            }
        });

        Assert.Equal(["started"], updates);
        Assert.Equal((PluginErrorCode.HostCrashed, "misbehaving"), (exception.Code, exception.Plugin));
        Assert.Contains("'misbehaving'", exception.Message, StringComparison.Ordinal);
        Assert.Contains(end, exception.Message, StringComparison.Ordinal);
        if (how != "stack")
        {
            // An overflow prints its whole stack after the word, more than is kept.
            Assert.Contains(lastWords, exception.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(exception.Message, character => char.IsControl(character));
        Assert.Equal(["started", "again", "done"], await provider.LinesAsync("say:again", Token));
    }

    [Fact]
    public async Task Execute_CrashWithOthersRunning_FailsThemAll()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();
        await provider.InitializeAsync(Token);
        await using IAsyncEnumerator<AgentUpdate> other = provider.ExecuteTaskAsync(BuiltFixtures.TaskOf("wait"), Token).GetAsyncEnumerator(Token);
        Assert.True(await other.MoveNextAsync());

        await Assert.ThrowsAsync<PluginException>(() => provider.CollectAsync("crash:exit", Token));

        PluginException exception = await Assert.ThrowsAsync<PluginException>(async () => await other.MoveNextAsync());
        Assert.Equal(PluginErrorCode.HostCrashed, exception.Code);
    }

    [Fact]
    public async Task Execute_ProcessKilledFromOutside_SaysSo()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();
        await using IAsyncEnumerator<AgentUpdate> answer = provider.ExecuteTaskAsync(BuiltFixtures.TaskOf("wait"), Token).GetAsyncEnumerator(Token);
        Assert.True(await answer.MoveNextAsync());

        using (System.Diagnostics.Process process = System.Diagnostics.Process.GetProcessById(provider.ProcessId!.Value))
        {
            process.Kill();
        }

        PluginException exception = await Assert.ThrowsAsync<PluginException>(async () => await answer.MoveNextAsync());
        Assert.Contains("killed by SIGKILL", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00000000", "0 bytes long")]
    [InlineData("ffffffff85", "4294967295 bytes long")]
    [InlineData("0100100085", "1048577 bytes long")]
    [InlineData("0300000000" + "7b7d", "has no place")]
    [InlineData("0300000085" + "7b7d", "There is no id")]
    [InlineData("0300000085" + "ffff", "does not hold such a message")]
    [InlineData("0a0000008a" + "7b226964223a39397d", "the request 99")]
    [InlineData("0a0000000a" + "7b226964223a39397d", "has no place")]
    public async Task Execute_ForgedFrame_EndsThePlugin(string hex, string reason)
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();
        await provider.InitializeAsync(Token);
        int process = provider.ProcessId!.Value;

        PluginException exception = await Assert.ThrowsAsync<PluginException>(() => provider.CollectAsync($"forge:{hex}", Token));

        Assert.Equal((PluginErrorCode.ProtocolViolation, "misbehaving"), (exception.Code, exception.Plugin));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.False(ProcessWatch.IsAlive(process));
        Assert.Equal(["started", "again", "done"], await provider.LinesAsync("say:again", Token));
    }
}
