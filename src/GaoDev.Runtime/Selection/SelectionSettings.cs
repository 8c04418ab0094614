using System.Globalization;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Configuration;

namespace GaoDev.Runtime.Selection;

/// <summary>Reads <c>providers.fallback_chain</c>, <c>auto_fallback</c> and <c>selection</c>; of several files the nearer one counts.</summary>
internal static class SelectionSettings
{
    /// <summary>The selection, or null where no chain is configured.</summary>
    /// <exception cref="PluginException">A value is not of its kind.</exception>
    public static ProviderSelection? Read(IReadOnlyList<ConfigurationFile> files)
    {
        if (files.FirstOrDefault(file => file.FallbackChain is { Count: > 0 }) is not { FallbackChain: { } chain })
        {
            return null;
        }

        ProviderSelection usual = new() { Chain = chain };
        return usual with
        {
            Fallback = files.Select(file => file.AutoFallback).FirstOrDefault(value => value is not null) ?? true,
            Retries = (int?)Number(files, "retries", maximum: 20) ?? usual.Retries,
            RetryDelay = Seconds(files, "retry_delay") ?? usual.RetryDelay,
            MaximumRetryDelay = Seconds(files, "max_retry_delay") ?? usual.MaximumRetryDelay,
            Strategy = Strategy(files) ?? usual.Strategy,
            FailureMemory = Seconds(files, "failure_memory") ?? usual.FailureMemory,
            Prices = Numbers(files, "prices", file => file.SelectionPrices, static (_, name) => name) ?? usual.Prices,
            Weights = Weights(files) ?? usual.Weights,
            Models = files.FirstOrDefault(file => file.SelectionModels.Count > 0)?.SelectionModels ?? usual.Models,
        };
    }

    private static TimeSpan? Seconds(IReadOnlyList<ConfigurationFile> files, string name) =>
        Number(files, name, maximum: 86_400) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static double? Number(IReadOnlyList<ConfigurationFile> files, string name, double maximum)
    {
        if (files.FirstOrDefault(file => file.Selection.ContainsKey(name)) is not { } file)
        {
            return null;
        }

        return Parse(file, name, file.Selection[name], maximum);
    }

    private static SelectionStrategy? Strategy(IReadOnlyList<ConfigurationFile> files) =>
        files.FirstOrDefault(file => file.Selection.ContainsKey("strategy")) is { } file ? StrategyOf(file, "strategy", file.Selection["strategy"]) : null;

    private static Dictionary<SelectionStrategy, double>? Weights(IReadOnlyList<ConfigurationFile> files)
    {
        const string Name = "composite_weights";
        Dictionary<SelectionStrategy, double>? weights = Numbers(files, Name, static file => file.SelectionWeights, static (file, name) => StrategyOf(file, Name, name));
        return weights is null || weights.Values.Any(weight => weight > 0) ? weights : throw Invalid(files.First(file => file.SelectionWeights.Count > 0), Name, "must have one above zero");
    }

    private static Dictionary<TKey, double>? Numbers<TKey>(IReadOnlyList<ConfigurationFile> files, string name, Func<ConfigurationFile, IReadOnlyDictionary<string, string>> values, Func<ConfigurationFile, string, TKey> read)
        where TKey : notnull =>
        files.FirstOrDefault(file => values(file).Count > 0) is { } file
            ? values(file).ToDictionary(entry => read(file, entry.Key), entry => Parse(file, $"{name}.{entry.Key}", entry.Value, maximum: 1_000_000))
            : null;

    // By name: Enum.TryParse would take numbers too.
    private static SelectionStrategy StrategyOf(ConfigurationFile file, string name, string text) =>
        Enum.GetValues<SelectionStrategy>().Where(strategy => strategy.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)).Select(strategy => (SelectionStrategy?)strategy).FirstOrDefault()
        ?? throw Invalid(file, name, $"must be one of {string.Join(", ", Enum.GetNames<SelectionStrategy>()).ToLowerInvariant()}");

    private static double Parse(ConfigurationFile file, string name, string text, double maximum) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= 0 && value <= maximum
            ? value
            : throw Invalid(file, name, string.Create(CultureInfo.InvariantCulture, $"must be a number from 0 to {maximum}"));

    private static PluginException Invalid(ConfigurationFile file, string name, string problem) =>
        new(PluginErrorCode.ConfigurationInvalid, $"{file.Path} is not valid: providers.selection.{name} {problem}.", "Correct that value.");
}
