using GaoDev.Plugins.Diagnostics;
using GaoDev.Providers;
using GaoDev.Runtime.Execution;

namespace GaoDev.Host.Tests.Execution;

public sealed class CancellationTests
{
    private static readonly HostOptions Impatient = new() { Grace = TimeSpan.FromMilliseconds(300) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("wait")]
    [InlineData("stubborn")]
    [InlineData("endless:10")]
    public async Task Execute_Cancelled_StopsTheTaskAndKeepsTheProcess(string prompt)
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => CancelAtFirstUpdateAsync(provider, BuiltFixtures.TaskOf(prompt), cancellation));
        int process = provider.ProcessId!.Value;

        Assert.Equal(cancellation.Token, exception.CancellationToken);
        Assert.Equal(["started", "x", "done"], await provider.LinesAsync("say:x", Token));
        Assert.Equal(process, provider.ProcessId);
    }

    [Fact]
    public async Task Execute_CancelledAndIgnored_EndsTheProcessAndTheNextRequestRuns()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider(Impatient);
        await provider.InitializeAsync(Token);
        int process = provider.ProcessId!.Value;
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => CancelAtFirstUpdateAsync(provider, BuiltFixtures.TaskOf("ignore"), cancellation));

        Assert.Equal(["started", "x", "done"], await provider.LinesAsync("say:x", Token));
        Assert.NotEqual(process, provider.ProcessId);
        Assert.False(ProcessWatch.IsAlive(process));
    }

    [Fact]
    public async Task Execute_CancelledAndIgnored_TellsTheOtherTasksWhy()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider(Impatient);
        await using IAsyncEnumerator<AgentUpdate> other = provider.ExecuteTaskAsync(BuiltFixtures.TaskOf("wait"), Token).GetAsyncEnumerator(Token);
        Assert.True(await other.MoveNextAsync());
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => CancelAtFirstUpdateAsync(provider, BuiltFixtures.TaskOf("ignore"), cancellation));

        PluginException exception = await Assert.ThrowsAsync<PluginException>(async () => await other.MoveNextAsync());
        Assert.Equal(PluginErrorCode.DeadlineExceeded, exception.Code);
    }

    [Theory]
    [InlineData("wait")]
    [InlineData("ignore")]
    [InlineData("endless:10")]
    public async Task Execute_TimeOver_IsATimeoutAndTheNextRequestRuns(string prompt)
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider(Impatient);
        await provider.InitializeAsync(Token);

        ProviderTimeoutException exception = await Assert.ThrowsAsync<ProviderTimeoutException>(async () =>
        {
            await foreach (AgentUpdate update in provider.ExecuteTaskAsync(BuiltFixtures.TaskOf(prompt, TimeSpan.FromMilliseconds(250)), Token))
            {
                Assert.NotNull(update);
            }
        });

        Assert.Contains("0.25 s", exception.Message, StringComparison.Ordinal);
        Assert.Equal("misbehaving", exception.ProviderName);
        Assert.Equal(["started", "x", "done"], await provider.LinesAsync("say:x", Token));
    }

    [Fact]
    public async Task Execute_ReaderThatLeaves_StopsTheTaskAndKeepsTheProcess()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();
        await foreach (AgentUpdate update in provider.ExecuteTaskAsync(BuiltFixtures.TaskOf("endless:1000"), Token))
        {
            Assert.Equal("started", update);
            break;
        }

        int process = provider.ProcessId!.Value;
        Assert.Equal(["started", "x", "done"], await provider.LinesAsync("say:x", Token));
        Assert.Equal(process, provider.ProcessId);
    }

    [Fact]
    public async Task Execute_AlreadyCancelled_StartsNothing()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => provider.CollectAsync("say:x", new CancellationToken(canceled: true)));

        Assert.Null(provider.ProcessId);
    }

    [Fact]
    public async Task SupportsTool_PluginThatDoesNotAnswer_IsEnded()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider(Impatient with { QuestionTimeout = TimeSpan.FromMilliseconds(200) });
        await provider.InitializeAsync(Token);

        PluginException exception = Assert.Throws<PluginException>(() => provider.SupportsTool("hang"));

        Assert.Equal(PluginErrorCode.DeadlineExceeded, exception.Code);
        Assert.Throws<ProviderExecutionException>(() => provider.SupportsTool("throw"));
        Assert.True(provider.SupportsTool("any"));
    }

    private static async Task CancelAtFirstUpdateAsync(HostedProvider provider, AgentTask task, CancellationTokenSource cancellation)
    {
        await foreach (AgentUpdate update in provider.ExecuteTaskAsync(task, cancellation.Token))
        {
            Assert.NotNull(update);
            await cancellation.CancelAsync();
        }
    }
}
