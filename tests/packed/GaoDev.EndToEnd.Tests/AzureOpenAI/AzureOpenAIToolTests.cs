using GaoDev.EndToEnd.Tests.Emulator;
using GaoDev.Providers;
using GaoDev.Providers.AzureOpenAI;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.EndToEnd.Tests.AzureOpenAI;

/// <summary>Tool calls, there and back.</summary>
public sealed class AzureOpenAIToolTests(AimockServer emulator) : IDisposable
{
    private readonly HttpClient httpClient = AimockServer.CreateClient(Guid.NewGuid().ToString("N"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    internal static AgentTool Weather { get; } = new("weather", "The weather of a city", """{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""");

    public void Dispose() => httpClient.Dispose();

    [Fact]
    public async Task ExecuteTask_ModelCallsAFunction_CallIsWholeAndTheAnswerGoesOnWithItsResult()
    {
        await using AzureOpenAIProvider provider = NewProvider();
        AgentTask task = new("How warm is it in Köln?", new AgentContext(Path.GetTempPath())) { Tools = ["weather"], ToolDefinitions = [Weather] };

        AgentUpdate[] asked = await provider.ExecuteTaskAsync(task, Token).ToArrayAsync(Token);

        ToolCallUpdate call = Assert.Single(asked.OfType<ToolCallUpdate>());
        Assert.Equal(new ToolCallUpdate("call_warm", "weather", """{"city":"Köln"}"""), call);
        Assert.Equal(new FinishUpdate(FinishReason.ToolCalls), asked[^1]);

        AgentUpdate[] answered = await provider.ExecuteTaskAsync(
            task with
            {
                Conversation =
                [
                    new AgentMessage(AgentRole.User, task.Prompt),
                    new AgentMessage(AgentRole.Assistant, "") { ToolCalls = [call] },
                    new AgentMessage(AgentRole.Tool, "21") { ToolCallId = call.CallId },
                ],
            },
            Token).ToArrayAsync(Token);

        Assert.Equal("It is 21 degrees in Köln.", string.Concat(answered.OfType<TextUpdate>().Select(text => text.Text)));
        Assert.Equal(new FinishUpdate(FinishReason.Stop), answered[^1]);
    }

    [Fact]
    public async Task ExecuteTask_ToolWithoutDefinition_IsRefused()
    {
        await using AzureOpenAIProvider provider = NewProvider();

        ProviderException refusal = await Assert.ThrowsAsync<ProviderException>(
            async () => await provider.ExecuteTaskAsync(new AgentTask("x", new AgentContext("/")) { Tools = ["bash"] }, Token).ToArrayAsync(Token));

        Assert.Equal(ProviderErrorKind.InvalidRequest, refusal.Kind);
    }

    private AzureOpenAIProvider NewProvider() => new(new ProviderContext(
        new ProviderConfiguration([new("api_key", AimockServer.Key), new("endpoint", emulator.Address.ToString()), new("deployment", "the-deployment")], ["api_key"]),
        httpClient, NullLogger.Instance, TimeProvider.System, Path.GetTempPath()));
}
