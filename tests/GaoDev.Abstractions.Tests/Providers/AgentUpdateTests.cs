using GaoDev.Providers;

namespace GaoDev.Abstractions.Tests.Providers;

public sealed class AgentUpdateTests
{
    [Fact]
    public async Task Stream_YieldsStrings_TextUpdatesArrive()
    {
        List<AgentUpdate> updates = [];
        await foreach (AgentUpdate update in Answer())
        {
            updates.Add(update);
        }

        Assert.Equal([new TextUpdate("Hello"), new TextUpdate(" world"), new FinishUpdate(FinishReason.Stop)], updates);
    }

    private static async IAsyncEnumerable<AgentUpdate> Answer()
    {
        yield return "Hello";
        await Task.Yield();
        yield return " world";
        yield return new FinishUpdate(FinishReason.Stop);
    }
}
