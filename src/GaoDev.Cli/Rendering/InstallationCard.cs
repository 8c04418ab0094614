using System.Globalization;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Permissions;
using GaoDev.Plugins;
using GaoDev.Runtime.Execution;
using GaoDev.Runtime.Packages;
using Spectre.Console;

namespace GaoDev.Cli.Rendering;

/// <summary>What is shown before a package is installed: what it is, where it comes from, what it asks for.</summary>
internal static class InstallationCard
{
    public static void Write(Terminal terminal, PreparedInstallation prepared, bool isConfined, bool json)
    {
        if (json)
        {
            terminal.Error.WriteLine(JsonOutput.Write(PreparedJson.Of(prepared)));
            return;
        }

        Write(terminal.ErrorConsole, prepared, isConfined);
    }

    private static void Write(IAnsiConsole console, PreparedInstallation prepared, bool isConfined)
    {
        console.WriteLine();
        string packages = prepared.Closure.Count == 1 ? "1 package" : $"{prepared.Closure.Count} packages";
        console.WriteLine($"  {PluginText.Escape(prepared.PackageId)} {PluginText.Escape(prepared.Version)}   from {PluginText.Escape(prepared.Source)}   {packages}, {Size(prepared.DownloadBytes)}");
        Grid facts = ProviderCard.CreateGrid();
        foreach (ProviderMetadata provider in prepared.Providers.Select(provider => provider.Metadata))
        {
            ProviderCard.AddRow(facts, "provider", provider.Name);
            ProviderCard.AddRow(facts, "", provider.Description);
            ProviderCard.AddRow(facts, "models", provider.SupportedModels.Count == 0 ? "any" : string.Join(", ", provider.SupportedModels));
        }

        ProviderCard.AddRow(facts, "publisher", TrustText.Publisher(prepared));
        ProviderCard.AddRow(facts, "runs", isConfined
            ? "confined: in a sandbox that gives it what is below, and nothing else"
            : "UNCONFINED: in a process of its own, with all your rights, as --without-confinement says");
        console.Write(facts);
        ProviderCard.WritePermissions(console, "asks for", [.. prepared.Providers.SelectMany(provider => provider.Metadata.Permissions).Distinct()], Secrets(prepared));
        foreach (string use in prepared.FindUndeclared())
        {
            console.WriteLine($"  warning: {PluginText.Escape(use)}, and no provider of the package declares it");
        }

        console.WriteLine();
        TrustText.WriteWarnings(console, prepared);
        console.WriteLine();
    }

    private static IEnumerable<string> Secrets(PreparedInstallation prepared) =>
        from provider in prepared.Providers
        from option in provider.Metadata.Options
        where option.IsSecret
        select option.Environment ?? $"{provider.Metadata.Name}.{option.Name}";

    private static string Size(long bytes) => bytes < 1024 * 1024
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1024)} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024.0):0.0} MB");
}
