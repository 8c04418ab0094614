namespace GaoDev.Runtime.Selection;

/// <summary>Chooses the provider that is asked first.</summary>
internal static class FirstChoice
{
    private static readonly SelectionStrategy[] Voters = [SelectionStrategy.Performance, SelectionStrategy.Cost, SelectionStrategy.Availability];

    /// <summary>The chain with the chosen one at its head.</summary>
    public static IReadOnlyList<string> Order(IReadOnlyList<string> chain, ProviderSelection selection, ProviderExperience experience) =>
        Choose(selection.Strategy, chain, selection, experience) is { } first && first != chain[0]
            ? [first, .. chain.Where(name => name != first)]
            : chain;

    /// <summary>The choice, or null where there is nothing to choose from.</summary>
    public static string? Choose(SelectionStrategy strategy, IReadOnlyList<string> chain, ProviderSelection selection, ProviderExperience experience) => strategy switch
    {
        _ when chain.Count == 0 => null,
        SelectionStrategy.Performance => chain.MinBy(experience.MeanOf),
        SelectionStrategy.Cost => chain.Where(name => PriceOf(name, selection) is not null).MinBy(name => PriceOf(name, selection)) ?? chain[0],
        SelectionStrategy.Availability => chain.FirstOrDefault(name => experience.IsHealthy(name, selection.FailureMemory)) ?? chain[0],
        SelectionStrategy.Composite => Vote(chain, selection, experience),
        _ => chain[0],
    };

    // Only the proportions count, so nothing needs to be made of the weights. MaxBy takes the first of equals.
    private static string? Vote(IReadOnlyList<string> chain, ProviderSelection selection, ProviderExperience experience)
    {
        (string? Choice, double Weight)[] votes = [.. Voters.Select(voter => (Choose(voter, chain, selection, experience), selection.Weights.GetValueOrDefault(voter)))];
        return chain.MaxBy(name => votes.Where(vote => vote.Choice == name).Sum(vote => vote.Weight));
    }

    private static double? PriceOf(string name, ProviderSelection selection) =>
        selection.Prices.Where(entry => string.Equals(entry.Key, name, StringComparison.OrdinalIgnoreCase)).Select(entry => (double?)entry.Value).FirstOrDefault();
}
