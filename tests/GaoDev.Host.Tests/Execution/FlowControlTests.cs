using GaoDev.Providers;
using GaoDev.Runtime.Execution;

namespace GaoDev.Host.Tests.Execution;

[Collection(nameof(Alone))]
public sealed class FlowControlTests
{
    private const int ChunkLength = 10_000;
    private const long Total = 300L * 1024 * 1024;
    private const long Allowed = 64L * 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Execute_EndlessStream_LeavesTheParentsMemoryFlat()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long received = 0;

        await foreach (AgentUpdate update in provider.ExecuteTaskAsync(BuiltFixtures.TaskOf($"endless:{ChunkLength}"), Token))
        {
            received += ((TextUpdate)update).Text.Length;
            if (received > Total)
            {
                break;
            }
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, Allowed);
    }

    [Fact]
    public async Task Execute_ManyUnreadStreams_HoldNothingUp()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();
        List<IAsyncEnumerator<AgentUpdate>> unread = [];
        for (int index = 0; index < 5; index++)
        {
            IAsyncEnumerator<AgentUpdate> stream = provider.ExecuteTaskAsync(BuiltFixtures.TaskOf($"endless:{ChunkLength}"), Token).GetAsyncEnumerator(Token);
            unread.Add(stream);
            Assert.True(await stream.MoveNextAsync());
        }

        Assert.Equal(["started", "x", "done"], await provider.LinesAsync("say:x", Token));
        foreach (IAsyncEnumerator<AgentUpdate> stream in unread)
        {
            await stream.DisposeAsync();
        }
    }
}
