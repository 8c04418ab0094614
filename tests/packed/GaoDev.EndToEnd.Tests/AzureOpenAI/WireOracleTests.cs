using System.Text.Json;
using System.Text.Json.Nodes;
using GaoDev.EndToEnd.Tests.Emulator;
using GaoDev.EndToEnd.Tests.Hosting;
using GaoDev.Providers;
using GaoDev.Providers.AzureOpenAI;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.EndToEnd.Tests.AzureOpenAI;

/// <summary>The requests of the example and those of the Node package openai, as one emulator noted them.</summary>
public sealed class WireOracleTests(AimockServer emulator)
{
    private static readonly string[] Fields = ["messages", "stream", "stream_options", "max_tokens", "temperature", "tools"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_OfTheExampleAndOfNodesClient_AgreeOnEveryFieldThatMatters()
    {
        (string Prompt, string ApiVersion, int? MaxTokens, double? Temperature, bool Tools)[] cases =
        [
            ("Count to eight", "2024-10-21", null, null, false),
            ("Count to eight: Grüße 🦊 \"quoted\"\n", "2025-04-01-preview", 500, 0.5, false),
            ("How warm is it in Köln?", "2024-10-21", 64, 1.0, true),
        ];
        string ours = Guid.NewGuid().ToString("N"), theirs = Guid.NewGuid().ToString("N");
        using HttpClient httpClient = AimockServer.CreateClient(ours);
        JsonArray requests = [];
        foreach (var each in cases)
        {
            await using AzureOpenAIProvider provider = new(new ProviderContext(
                new ProviderConfiguration([new("api_key", AimockServer.Key), new("endpoint", emulator.Address.ToString()), new("deployment", "the-deployment"), new("api_version", each.ApiVersion)], ["api_key"]),
                httpClient, NullLogger.Instance, TimeProvider.System, Path.GetTempPath()));
            AgentTask task = new(each.Prompt, new AgentContext("/"))
            {
                MaxOutputTokens = each.MaxTokens,
                Temperature = each.Temperature,
                Tools = each.Tools ? ["weather"] : [],
                ToolDefinitions = each.Tools ? [AzureOpenAIToolTests.Weather] : [],
            };
            await provider.ExecuteTaskAsync(task, Token).ToArrayAsync(Token);

            JsonObject body = new() { ["model"] = "the-deployment", ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = each.Prompt }) };
            if (each.MaxTokens is not null)
            {
                body["max_tokens"] = each.MaxTokens;
                body["temperature"] = each.Temperature;
            }

            if (each.Tools)
            {
                body["tools"] = new JsonArray(new JsonObject
                {
                    ["type"] = "function",
                    ["function"] = new JsonObject
                    {
                        ["name"] = AzureOpenAIToolTests.Weather.Name,
                        ["description"] = AzureOpenAIToolTests.Weather.Description,
                        ["parameters"] = JsonNode.Parse(AzureOpenAIToolTests.Weather.ParametersJson),
                    },
                });
            }

            requests.Add(new JsonObject { ["apiVersion"] = each.ApiVersion, ["body"] = body });
        }

        CommandResult oracle = await CommandResult.RunAsync(
            "node",
            [Path.Combine(Checkout.Root, "tests", "emulators", "azure-oracle.mjs"), emulator.Address.ToString(), AimockServer.Key, theirs, requests.ToJsonString()],
            new Dictionary<string, string?>(),
            Token);

        Assert.True(oracle.ExitCode == 0, oracle.Error);
        IReadOnlyList<JsonElement> our = await emulator.ReadJournalAsync(ours, Token), their = await emulator.ReadJournalAsync(theirs, Token);
        Assert.Equal(cases.Length, our.Count);
        Assert.Equal(cases.Length, their.Count);
        Assert.All(Enumerable.Range(0, cases.Length), i =>
        {
            Assert.Equal(their[i].GetProperty("method").GetString(), our[i].GetProperty("method").GetString());
            Assert.Equal(their[i].GetProperty("path").GetString(), our[i].GetProperty("path").GetString());
            Assert.True(their[i].GetProperty("headers").TryGetProperty("api-key", out _));
            Assert.True(our[i].GetProperty("headers").TryGetProperty("api-key", out _));
            Assert.Equal(200, our[i].GetProperty("response").GetProperty("status").GetInt32());
            foreach (string field in Fields)
            {
                bool has = their[i].GetProperty("body").TryGetProperty(field, out JsonElement expected);
                Assert.Equal(has, our[i].GetProperty("body").TryGetProperty(field, out JsonElement actual));
                Assert.True(!has || JsonElement.DeepEquals(expected, actual), $"{field}: {expected} and {actual}");
            }
        });
    }
}
