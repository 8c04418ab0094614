using GaoDev.Plugins.Diagnostics;
using GaoDev.Providers;
using GaoDev.Runtime.Selection;
using GaoDev.Runtime.Tests.Registry;

namespace GaoDev.Runtime.Tests.Selection;

public sealed class SelectedProviderTests
{
    private static readonly object[] Good = ["from ", "good", new UsageUpdate(3, 2), new FinishUpdate(FinishReason.Stop)];

    private readonly ManualTime time = new() { RunsAhead = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Every kind, and whether it is tried again, and whether the next provider is asked.</summary>
    public static TheoryData<ProviderErrorKind> Kinds => [.. Enum.GetValues<ProviderErrorKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task ExecuteTask_FirstFails_RetriesAndFallsBackAsTheKindAllows(ProviderErrorKind kind)
    {
        ScriptedPlugin first = new("first", [new ProviderException(kind, "no", "first")]);
        ScriptedPlugin second = new("second", Good);

        ProviderException? failure = await Record.ExceptionAsync(() => RunAsync(new() { Chain = ["first", "second"], Retries = 2 }, first, second)) as ProviderException;

        Assert.Equal(kind.IsRetryable() ? 3 : 1, first.Tasks.Count);
        Assert.Equal(kind.IsEligibleForFallback() ? 1 : 0, second.Tasks.Count);
        Assert.Equal(kind.IsEligibleForFallback() ? null : kind, failure?.Kind);
    }

    [Fact]
    public async Task ExecuteTask_RetrySucceeds_AnswerIsWholeAndOnce()
    {
        ScriptedPlugin first = new("first", [new ProviderException(ProviderErrorKind.Network, "no")], Good);

        Assert.Equal(Good, Unwrap(await RunAsync(new() { Chain = ["first"] }, first)));
    }

    [Fact]
    public async Task ExecuteTask_BackendSaysHowLongToWait_ThatIsHowLongItWaits()
    {
        ScriptedPlugin first = new("first", [new RateLimitException("slow down", TimeSpan.FromSeconds(7), "first")], Good);

        await RunAsync(new() { Chain = ["first"] }, first);

        Assert.Contains(TimeSpan.FromSeconds(7), time.Waits);
    }

    [Fact]
    public async Task ExecuteTask_BackendSaysNothing_WaitsLongerEachTime()
    {
        ScriptedPlugin first = new("first", [new ProviderException(ProviderErrorKind.Network, "no")]);

        await Assert.ThrowsAsync<ProviderException>(() => RunAsync(new() { Chain = ["first"], Retries = 3, RetryDelay = TimeSpan.FromSeconds(2) }, first));

        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)], time.Waits);
    }

    [Fact]
    public async Task ExecuteTask_WaitLongerThanAllowed_IsNotTriedAgain()
    {
        ScriptedPlugin first = new("first", [new ProviderUnavailableException("tomorrow", "first") { RetryAfter = TimeSpan.FromHours(5) }]);
        ScriptedPlugin second = new("second", Good);

        await RunAsync(new() { Chain = ["first", "second"] }, first, second);

        Assert.Single(first.Tasks);
        Assert.Empty(time.Waits);
        Assert.Single(second.Tasks);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ExecuteTask_FailsAfterUsageOrNothing_FallsBackAndCountsWhatWasUsed(bool used)
    {
        ProviderUnavailableException failure = new("gone", "first");
        ScriptedPlugin first = new("first", used ? [new UsageUpdate(10, 1), "", failure] : [failure]);
        ScriptedPlugin second = new("second", Good);

        AgentUpdate[] updates = await RunAsync(new() { Chain = ["first", "second"], Retries = 0 }, first, second);

        Assert.Equal("from good", string.Concat(updates.OfType<TextUpdate>().Select(text => text.Text)));
        UsageUpdate usage = Assert.Single(updates.OfType<UsageUpdate>());
        Assert.Equal(used ? (13, 3) : (3, 2), (usage.InputTokens, usage.OutputTokens));
    }

    public static TheoryData<string> ShownUpdates => ["text", "reasoning", "tool"];

    [Theory]
    [MemberData(nameof(ShownUpdates))]
    public async Task ExecuteTask_FailsAfterSomethingWasShown_IsNeitherTriedAgainNorFallsBack(string shown)
    {
        AgentUpdate update = shown switch { "text" => "Hel", "reasoning" => new ReasoningUpdate("hm"), _ => new ToolCallUpdate("1", "t", "{}") };
        ScriptedPlugin first = new("first", [update, new ProviderUnavailableException("gone", "first")]);
        ScriptedPlugin second = new("second", Good);
        List<AgentUpdate> seen = [];

        ProviderUnavailableException failure = await Assert.ThrowsAsync<ProviderUnavailableException>(() => RunAsync(new() { Chain = ["first", "second"] }, seen, first, second));

        Assert.Equal("gone", failure.Message);
        Assert.Equal([update], seen);
        Assert.Single(first.Tasks);
        Assert.Empty(second.Tasks);
    }

    [Fact]
    public async Task ExecuteTask_CannotBeMade_NextIsUsed()
    {
        GreetingPlugin broken = new("broken") { Failure = new InvalidOperationException("no") };
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider(broken).AddProvider(new ScriptedPlugin("good", Good)));

        await using IAgentProvider provider = factory.CreateSelection(new() { Chain = ["broken", "good"] });

        Assert.Equal("from good", await GreetingPlugin.AnswerAsync(provider, "x"));
    }

    [Fact]
    public async Task ExecuteTask_AllFail_SelectionErrorKeepsEachFailure()
    {
        ScriptedPlugin first = new("first", [new ProviderAuthenticationException("bad key", "first")]);
        ScriptedPlugin second = new("second", [new ProviderUnavailableException("down", "second")]);

        ProviderSelectionException failure = await Assert.ThrowsAsync<ProviderSelectionException>(() => RunAsync(new() { Chain = ["first", "second"], Retries = 0 }, first, second));

        Assert.Equal(["bad key", "down"], failure.Failures.Select(each => each.Message));
        Assert.Equal(ProviderErrorKind.ProviderUnavailable, failure.Kind);
    }

    [Fact]
    public async Task ExecuteTask_FallbackOff_FirstFailureIsThrown()
    {
        ScriptedPlugin first = new("first", [new ProviderAuthenticationException("bad key", "first")]);
        ScriptedPlugin second = new("second", Good);

        await Assert.ThrowsAsync<ProviderAuthenticationException>(() => RunAsync(new() { Chain = ["first", "second"], Fallback = false }, first, second));

        Assert.Empty(second.Tasks);
    }

    [Fact]
    public async Task ExecuteTask_ModelOfTheFallback_IsAskedForAndTheRestOfTheTaskForwarded()
    {
        ScriptedPlugin first = new("first", [new ModelNotFoundException("large", [], "first")]);
        ScriptedPlugin second = new("second", Good);
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider(first).AddProvider(second));
        AgentTask task = new("prompt", new AgentContext("/", null) { Metadata = new Dictionary<string, string> { ["story"] = "1.2" } }) { Model = "large" };

        await factory.CreateSelection(new() { Chain = ["first", "second"], Models = new Dictionary<string, string> { ["Second"] = "small" } }).ExecuteTaskAsync(task, Token).ToArrayAsync(Token);

        Assert.Equal("large", first.Tasks.Single().Model);
        Assert.Equal("small", second.Tasks.Single().Model);
        Assert.Equal("1.2", second.Tasks.Single().Context.Metadata["story"]);
    }

    [Fact]
    public async Task ExecuteTask_CancelledWhileWaiting_ThrowsOperationCanceled()
    {
        using CancellationTokenSource cancellation = new();
        ScriptedPlugin first = new("first", [new RateLimitException("slow down", TimeSpan.FromSeconds(20), "first")]);
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider(first), time: new ManualTime());
        Task<AgentUpdate[]> running = factory.CreateSelection(new() { Chain = ["first"] }).ExecuteTaskAsync(new AgentTask("x", new AgentContext("/")), cancellation.Token).ToArrayAsync(CancellationToken.None).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Theory]
    [InlineData(new[] { "b", "a" }, new[] { "b", "a" })]
    [InlineData(new[] { "absent", "A" }, new[] { "a" })]
    [InlineData(new[] { "direct" }, new[] { "direct-x", "direct-y" })]
    [InlineData(new[] { "a", "a" }, new[] { "a" })]
    [InlineData(new[] { "dir" }, new string[0])]
    public void Chain_Entries_AreFoundInOrderAndAbsentOnesSkipped(string[] chain, string[] found) =>
        Assert.Equal(found, ProviderChain.Find(chain, ["a", "b", "direct-x", "direct-y"]));

    [Fact]
    public void CreateSelection_NoneIsThere_SelectionError() =>
        Assert.Throws<ProviderSelectionException>(() => ProviderFactory.Create(_ => { }).CreateSelection(new() { Chain = ["a", "b"] }));

    [Fact]
    public void Configuration_FallbackChain_IsReadAndTheNearerFileCounts()
    {
        string folder = Directory.CreateTempSubdirectory("gaodev-selection-").FullName;
        try
        {
            string home = Directory.CreateDirectory(Path.Combine(folder, "home")).FullName;
            File.WriteAllText(Path.Combine(home, "config.yaml"), "providers:\n  fallback_chain: [c]\n  selection:\n    retries: 5\n    retry_delay: 0.5\n");
            File.WriteAllText(Path.Combine(folder, "gao-dev.yaml"), "providers:\n  fallback_chain: [a, b]\n  auto_fallback: false\n  selection:\n    models:\n      b: small\n");

            ProviderSelection selection = ProviderPluginManager.Open(new() { HomeDirectory = home, ProjectDirectory = folder }).Selection!;

            Assert.Equal(["a", "b"], selection.Chain);
            Assert.False(selection.Fallback);
            Assert.Equal((5, TimeSpan.FromSeconds(0.5)), (selection.Retries, selection.RetryDelay));
            Assert.Equal("small", selection.Models["b"]);
            File.WriteAllText(Path.Combine(folder, "gao-dev.yaml"), "providers:\n  selection:\n    retries: many\n");
            Assert.Throws<PluginException>(() => ProviderPluginManager.Open(new() { HomeDirectory = home, ProjectDirectory = folder }));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static object[] Unwrap(AgentUpdate[] updates) => [.. updates.Select(update => update is TextUpdate text ? (object)text.Text : update)];

    private Task<AgentUpdate[]> RunAsync(ProviderSelection selection, params ScriptedPlugin[] plugins) => RunAsync(selection, [], plugins);

    private async Task<AgentUpdate[]> RunAsync(ProviderSelection selection, List<AgentUpdate> seen, params ScriptedPlugin[] plugins)
    {
        ProviderFactory factory = ProviderFactory.Create(
            builder =>
            {
                foreach (ScriptedPlugin plugin in plugins)
                {
                    builder.AddProvider(plugin);
                }
            },
            time: time);
        await using IAgentProvider provider = factory.CreateSelection(selection);
        await foreach (AgentUpdate update in provider.ExecuteTaskAsync(new AgentTask("x", new AgentContext("/")), Token))
        {
            seen.Add(update);
        }

        return [.. seen];
    }
}
