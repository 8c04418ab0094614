using GaoDev.Extensions.AI.Tests.Endpoints;
using GaoDev.Providers;
using GaoDev.Testing;
using GaoDev.Tests.Endpoints;

namespace GaoDev.Extensions.AI.Tests;

public sealed class ChatClientConformanceTests
{
    [Fact]
    public async Task Conformance_OfAKnownGoodChatClient_HoldsInEveryCheck()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.AnswerAsync("one", " two", " three"));
        ProviderConfiguration configuration = new([new("endpoint", endpoint.Address.ToString())]);
        ConformanceSuite suite = ConformanceSuite.ForEndpoint(
            context => new OpenAIClientProvider(context.Configuration.GetUri("endpoint") ?? endpoint.Address, context.HttpClient), configuration, "endpoint");

        ConformanceReport report = await suite.RunAsync(TestContext.Current.CancellationToken);

        Assert.True(report.Passed, report.ToString());
        Assert.DoesNotContain(report.Results, result => result.Skipped);
    }
}
