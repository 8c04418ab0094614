using GaoDev.Plugins;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Providers;
using GaoDev.Runtime;
using GaoDev.Runtime.Validation;
using GaoDev.Testing;

namespace GaoDev.Cli.Commands;

/// <summary>The conformance kit on a provider as the tool runs it: an installed one in its own process.</summary>
internal static class ConformanceRun
{
    public static async Task<IReadOnlyList<ValidationCheck>> CheckAsync(ProviderPluginManager manager, string name, string? reportPath, CancellationToken cancellationToken)
    {
        ProviderMetadata metadata = manager.GetRunnableProvider(name).Metadata!;
        ProviderConfiguration configuration = manager.ResolveConfiguration(metadata);
        // Of several addresses, the backend's is the one without which nothing works, or that is called so.
        ProviderOptionMetadata? address = metadata.Options
            .Where(option => option.Type == ProviderOptionType.Uri && configuration.GetUri(option.Name) is not null)
            .OrderByDescending(option => option.IsRequired)
            .ThenByDescending(option => option.Name is "endpoint" or "base_url")
            .FirstOrDefault();
        ConformanceSuite suite = new((settings, token) => manager.Factory.CreateAsync(name, settings, token), configuration)
        {
            EndpointOption = address?.Name,
            EndpointPath = address is null ? "" : configuration.GetUri(address.Name)!.AbsolutePath,
            Model = metadata.DefaultModel,
            // A confined provider starts a process for each check.
            CancellationBound = TimeSpan.FromSeconds(10),
        };
        ConformanceReport report = await suite.RunAsync(cancellationToken).ConfigureAwait(false);
        if (reportPath is not null)
        {
            string verdict = report.Passed ? "keeps to the contract" : "does not keep to the contract";
            await File.WriteAllTextAsync(reportPath, $"{metadata.Name} {metadata.Version} {verdict}.\n\n{report}\n", cancellationToken).ConfigureAwait(false);
        }

        return [.. report.Results.Where(result => !result.Skipped).Select(result => new ValidationCheck("conformance", result.ToString(), result.Passed ? null : PluginErrorCode.NotConformant))];
    }
}
