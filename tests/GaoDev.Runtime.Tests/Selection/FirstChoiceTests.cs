using GaoDev.Plugins.Diagnostics;
using GaoDev.Providers;
using GaoDev.Runtime.Selection;
using GaoDev.Runtime.Tests.Registry;

namespace GaoDev.Runtime.Tests.Selection;

/// <summary>Which provider is asked first, by each strategy of the original.</summary>
public sealed class FirstChoiceTests
{
    private static readonly string[] Chain = ["a", "b", "c"];

    private readonly ManualTime time = new();
    private readonly ProviderExperience experience;

    public FirstChoiceTests() => experience = new(time);

    [Theory]
    [InlineData(SelectionStrategy.Auto)]
    [InlineData(SelectionStrategy.Performance)]
    [InlineData(SelectionStrategy.Cost)]
    [InlineData(SelectionStrategy.Availability)]
    [InlineData(SelectionStrategy.Composite)]
    public void Choose_NothingKnown_FirstOfTheChainAndOfNoneNull(SelectionStrategy strategy)
    {
        Assert.Equal("a", Choose(strategy, Chain));
        Assert.Null(Choose(strategy, []));
    }

    [Fact]
    public void Performance_SomeMeasured_LowestMeanAndNoDataComesLast()
    {
        experience.NoteAnswer("B", TimeSpan.FromSeconds(1));
        experience.NoteAnswer("b", TimeSpan.FromSeconds(5));
        experience.NoteAnswer("c", TimeSpan.FromSeconds(2));

        Assert.Equal("c", Choose(SelectionStrategy.Performance, Chain));
        Assert.Equal("b", Choose(SelectionStrategy.Performance, ["a", "b"]));
        Assert.Equal("x", Choose(SelectionStrategy.Performance, ["x", "a"]));
    }

    [Fact]
    public void Cost_SomePriced_CheapestAndNoPriceIsNotFree()
    {
        ProviderSelection selection = new() { Chain = Chain, Prices = new Dictionary<string, double> { ["B"] = 12.5, ["c"] = 3 } };

        Assert.Equal("c", FirstChoice.Choose(SelectionStrategy.Cost, Chain, selection, experience));
        Assert.Equal("b", FirstChoice.Choose(SelectionStrategy.Cost, ["a", "b"], selection, experience));
    }

    [Fact]
    public void Availability_FirstFailedLately_NextIsChosenUntilThatIsForgotten()
    {
        experience.NoteFailure("a");
        Assert.Equal("b", Choose(SelectionStrategy.Availability, Chain));
        Assert.Equal("a", Choose(SelectionStrategy.Availability, ["a"]));

        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("a", Choose(SelectionStrategy.Availability, Chain));

        experience.NoteFailure("a");
        experience.NoteAnswer("a", TimeSpan.FromSeconds(1));
        Assert.Equal("a", Choose(SelectionStrategy.Availability, Chain));
    }

    [Theory]
    [InlineData(6, 3, 1, "b")]
    [InlineData(0.6, 0.3, 0.1, "b")]
    [InlineData(1, 30, 1, "c")]
    [InlineData(0, 0, 1, "a")]
    [InlineData(1, 1, 1, "a")]
    public void Composite_EachStrategyVotesForAnother_ProportionsOfTheWeightsDecide(double performance, double cost, double availability, string choice)
    {
        experience.NoteAnswer("b", TimeSpan.FromSeconds(1));
        ProviderSelection selection = new()
        {
            Chain = Chain,
            Prices = new Dictionary<string, double> { ["c"] = 1 },
            Weights = new Dictionary<SelectionStrategy, double> { [SelectionStrategy.Performance] = performance, [SelectionStrategy.Cost] = cost, [SelectionStrategy.Availability] = availability },
        };

        Assert.Equal(choice, FirstChoice.Choose(SelectionStrategy.Composite, Chain, selection, experience));
    }

    [Fact]
    public void Composite_NoWeight_IsRefused()
    {
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider(new ScriptedPlugin("a", ["x"])));
        ProviderSelection selection = new() { Chain = ["a"], Strategy = SelectionStrategy.Composite, Weights = new Dictionary<SelectionStrategy, double> { [SelectionStrategy.Cost] = 0 } };

        Assert.Throws<ArgumentException>(() => factory.CreateSelection(selection));
    }

    [Fact]
    public async Task ExecuteTask_Availability_WhatFailedIsAskedLastTheNextTime()
    {
        ScriptedPlugin first = new("first", [new ProviderUnavailableException("no", "first")]);
        ScriptedPlugin second = new("second", ["x"]);
        ProviderFactory factory = ProviderFactory.Create(builder => builder.AddProvider(first).AddProvider(second), time: time);
        await using IAgentProvider provider = factory.CreateSelection(new() { Chain = ["first", "second"], Retries = 0, Strategy = SelectionStrategy.Availability });

        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(["x"], await provider.ExecuteTaskAsync(new AgentTask("x", new AgentContext("/")), TestContext.Current.CancellationToken).ToArrayAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal((1, 2), (first.Tasks.Count, second.Tasks.Count));
        Assert.Equal("second", provider.Name);
    }

    [Theory]
    [InlineData("strategy: quickest")]
    [InlineData("strategy: 2")]
    [InlineData("prices: {a: free}")]
    [InlineData("composite_weights: {beauty: 1}")]
    [InlineData("composite_weights: {cost: 0}")]
    public void Configuration_Wrong_IsRefusedByName(string line)
    {
        PluginException refusal = Assert.Throws<PluginException>(() => Read(line));

        Assert.Contains("providers.selection." + line[..line.IndexOf(':', StringComparison.Ordinal)], refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Configuration_Strategy_IsRead()
    {
        ProviderSelection selection = Read("strategy: composite\n    composite_weights: {performance: 2, cost: 1}\n    prices: {a: 12.5}\n    failure_memory: 60");

        Assert.Equal((SelectionStrategy.Composite, TimeSpan.FromMinutes(1), 12.5), (selection.Strategy, selection.FailureMemory, selection.Prices["a"]));
        Assert.Equal(2, selection.Weights[SelectionStrategy.Performance]);
    }

    private string? Choose(SelectionStrategy strategy, string[] chain) => FirstChoice.Choose(strategy, chain, new() { Chain = chain }, experience);

    private static ProviderSelection Read(string selection)
    {
        string home = Directory.CreateTempSubdirectory("gaodev-choice-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(home, "config.yaml"), $"providers:\n  fallback_chain: [a]\n  selection:\n    {selection}\n");
            return ProviderPluginManager.Open(new() { HomeDirectory = home }).Selection!;
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }
}
