using System.Globalization;
using GaoDev.Providers;
using GaoDev.Runtime.Execution;

namespace GaoDev.Host.Tests.Execution;

public sealed class ExecutionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Execute_Prompt_StreamsUpdatesInOrder()
    {
        await using HostedProvider provider = BuiltFixtures.EchoProvider();

        List<AgentUpdate> updates = await provider.CollectAsync("one two three", Token);

        Assert.Equal(
            [new TextUpdate("one"), new TextUpdate(" two"), new TextUpdate(" three"), new UsageUpdate(13, 1), new FinishUpdate(FinishReason.Stop)],
            updates);
    }

    [Fact]
    public async Task Execute_EveryKindOfUpdate_ArrivesWhole()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();

        List<AgentUpdate> updates = await provider.CollectAsync("everything", Token);

        Assert.Equal(
            [
                "started",
                new ReasoningUpdate("thinking"),
                new ToolCallUpdate("call-1", "search", """{"q":"é"}"""),
                new UsageUpdate(long.MaxValue, 2) { CachedInputTokens = 3, ReasoningTokens = 4 },
                new FinishUpdate(FinishReason.ToolCalls),
                "done",
            ],
            updates);
    }

    [Fact]
    public async Task Execute_Task_ReachesTheProviderWhole()
    {
        await using HostedProvider provider = BuiltFixtures.EchoProvider();
        AgentContext context = new("/")
        {
            Metadata = new Dictionary<string, string> { ["ticket"] = "Ω-1" },
            EnvironmentVariables = new Dictionary<string, string> { ["CI"] = "yes" },
            AllowDestructiveOperations = false,
        };
        AgentTask task = new("task", context) { Model = "echo-small", Tools = ["a", "b"], Timeout = TimeSpan.FromMinutes(3) };

        List<AgentUpdate> updates = [];
        await foreach (AgentUpdate update in provider.ExecuteTaskAsync(task, Token))
        {
            updates.Add(update);
        }

        Assert.Equal(
            ["echo-small", "a,b", "00:03:00", "/", "Ω-1", "yes", "False True"],
            updates.OfType<TextUpdate>().Select(update => update.Text));
    }

    [Fact]
    public async Task Execute_ManyAtOnce_KeepsAnswersApartInOneProcess()
    {
        await using HostedProvider provider = BuiltFixtures.EchoProvider();
        string first = Assert.Single(await provider.LinesAsync("process", Token));

        List<AgentUpdate>[] answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(count => provider.CollectAsync($"count {count * 50}", Token)));

        for (int index = 0; index < answers.Length; index++)
        {
            int count = (index + 1) * 50;
            Assert.Equal(string.Concat(Enumerable.Range(0, count).Select(number => $"{number} ")), answers[index].Text());
        }

        Assert.Equal(first, Assert.Single(await provider.LinesAsync("process", Token)));
    }

    [Fact]
    public async Task Execute_LongerThanTheCreditWindow_ArrivesWhole()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();

        List<AgentUpdate> updates = await provider.CollectAsync("huge:10000000", Token);

        Assert.Equal("started" + new string('h', 10_000_000) + "done", updates.Text());
    }

    [Fact]
    public async Task Execute_TextCutWithinACharacter_ArrivesWithTheCharacterWhole()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();

        List<AgentUpdate> updates = await provider.CollectAsync("halves", Token);

        Assert.Equal("starteda😀bdone", updates.Text());
        Assert.Equal("😀", string.Concat(updates.OfType<ReasoningUpdate>().Select(update => update.Text)));
    }

    [Theory]
    [InlineData("\u001b[31mred\u001b[0m\u0000\u0007")]
    [InlineData("日本語 العربية ‮reversed 👩‍👩‍👧‍👦 \u2028")]
    [InlineData("")]
    public async Task Execute_AnyText_ArrivesUnchanged(string text)
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();

        Assert.Equal(["started", text, "done"], await provider.LinesAsync("say:" + text, Token));
    }

    [Fact]
    public async Task Execute_PluginThatPrints_LeavesTheChannelAlone()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();

        // Its standard input is empty, too.
        Assert.Equal(["started", "0", "done"], await provider.LinesAsync("print", Token));
    }

    [Fact]
    public async Task Execute_PluginThatPrintsWithoutEnd_IsNotHeldUp()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();

        Assert.Equal(["started", "done"], await provider.LinesAsync("print-much", Token));
    }

    [Fact]
    public async Task Execute_TaskLongerThanAFrame_IsRefusedAndTheNextRuns()
    {
        await using HostedProvider provider = BuiltFixtures.EchoProvider();

        ProviderException exception = await Assert.ThrowsAsync<ProviderException>(() => provider.CollectAsync(new string('p', 17 * 1024 * 1024), Token));

        Assert.Equal(ProviderErrorKind.InvalidRequest, exception.Kind);
        Assert.Equal(["hello"], await provider.LinesAsync("hello", Token));
    }

    [Fact]
    public async Task Execute_ToolCallLongerThanAFrame_FailsAndTheNextRuns()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();

        await Assert.ThrowsAsync<ProviderExecutionException>(() => provider.CollectAsync("huge-tool:2000000", Token));

        Assert.Equal(["started", "x", "done"], await provider.LinesAsync("say:x", Token));
    }

    [Fact]
    public async Task Execute_Environment_HoldsNothingOfTheParentButTheList()
    {
        string name = $"GAODEV_TEST_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(name, "a secret of the parent");
        await using HostedProvider provider = BuiltFixtures.EchoProvider(environment: new Dictionary<string, string> { ["GRANTED"] = "yes" });

        string[] lines = await provider.LinesAsync("environment", Token);

        Assert.DoesNotContain(lines, line => line.Contains(name, StringComparison.Ordinal));
        Assert.Contains("GRANTED=yes", lines);
        Assert.Contains(lines, line => line.StartsWith("PATH=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Execute_Configuration_ReachesTheProviderOverItsDefaults()
    {
        ProviderConfiguration configuration = new([KeyValuePair.Create("key", "s3cret-value")], ["key"]);
        await using HostedProvider provider = BuiltFixtures.EchoProvider(configuration);

        Assert.Equal(["greeting=hello, key=***", Path.GetTempPath()], await provider.LinesAsync("configuration", Token));
    }

    [Fact]
    public async Task Initialize_Repeated_InitializesTheProviderOnce()
    {
        await using HostedProvider provider = BuiltFixtures.EchoProvider();

        await provider.InitializeAsync(Token);
        await provider.InitializeAsync(Token);

        Assert.Equal(["1"], await provider.LinesAsync("initializations", Token));
    }

    [Fact]
    public async Task Initialize_Failing_IsTriedAgainBeforeTheNextTask()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider(configuration: [("initialize", "fail-once")]);

        ProviderException exception = await Assert.ThrowsAnyAsync<ProviderException>(async () => await provider.InitializeAsync(Token));

        Assert.Equal("not the first time", exception.Message);
        Assert.Equal(["started", "x", "done"], await provider.LinesAsync("say:x", Token));
    }

    [Fact]
    public async Task Questions_AnyModelAndTool_AreAnsweredByThePlugin()
    {
        await using HostedProvider provider = BuiltFixtures.EchoProvider();

        Assert.Equal("backend/echo-7b", provider.TranslateModelName("echo-small"));
        Assert.Equal("backend/other", provider.TranslateModelName("backend/other"));
        Assert.True(provider.SupportsTool("search"));
        Assert.False(provider.SupportsTool("Search"));
        ModelNotFoundException exception = Assert.Throws<ModelNotFoundException>(() => provider.TranslateModelName("gpt-4"));
        Assert.Equal("gpt-4", exception.Model);
        Assert.Equal(["echo-large", "echo-small"], exception.SupportedModels);
        Assert.Equal(("echo", "1.2.3"), (provider.Name, provider.Version));
        Assert.Equal(["echo-large", "echo-small"], provider.SupportedModels);
    }

    [Fact]
    public async Task Validate_ConfiguredAndNot_Reports()
    {
        await using HostedProvider bare = BuiltFixtures.EchoProvider();
        await using HostedProvider configured = BuiltFixtures.EchoProvider(new ProviderConfiguration([KeyValuePair.Create("key", "k")], ["key"]));

        Assert.Equal(["The option 'key' is not set."], (await bare.ValidateConfigurationAsync(Token)).Problems);
        Assert.True((await configured.ValidateConfigurationAsync(Token)).IsValid);
    }

    [Fact]
    public async Task Plugins_WithTwoVersionsOfOneDependency_RunSideBySide()
    {
        await using HostedProvider old = BuiltFixtures.OpenAIProvider("Old");
        await using HostedProvider recent = BuiltFixtures.OpenAIProvider("New");

        Assert.Equal(["OpenAI 2.1.0.0", "Azure.AI.OpenAI 2.1.0.0"], await old.LinesAsync("", Token));
        Assert.Equal(["OpenAI 2.15.0.0"], await recent.LinesAsync("", Token));
    }

    [Fact]
    public async Task Dispose_AfterUse_EndsTheProcess()
    {
        HostedProvider provider = BuiltFixtures.EchoProvider();
        int id = int.Parse(Assert.Single(await provider.LinesAsync("process", Token)), CultureInfo.InvariantCulture);
        Assert.True(ProcessWatch.IsAlive(id));

        await provider.DisposeAsync();

        Assert.False(ProcessWatch.IsAlive(id));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => provider.CollectAsync("again", Token));
    }
}
