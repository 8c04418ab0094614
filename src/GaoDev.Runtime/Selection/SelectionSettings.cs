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

        return double.TryParse(file.Selection[name], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= 0 && value <= maximum
            ? value
            : throw new PluginException(
                PluginErrorCode.ConfigurationInvalid,
                string.Create(CultureInfo.InvariantCulture, $"{file.Path} is not valid: providers.selection.{name} must be a number from 0 to {maximum}."),
                "Correct that value.");
    }
}
