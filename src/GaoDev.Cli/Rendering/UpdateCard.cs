using GaoDev.Permissions;
using GaoDev.Runtime.Execution;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Lock;
using Spectre.Console;

namespace GaoDev.Cli.Rendering;

/// <summary>What is shown before an update: from which version to which, and what it asks for beyond what was allowed.</summary>
internal static class UpdateCard
{
    public static void Write(IAnsiConsole console, InstalledPlugin plugin, PreparedInstallation prepared)
    {
        string versions = plugin.Version == prepared.Version
            ? $"{prepared.Version}, with other content"
            : $"{plugin.Version} → {prepared.Version}";
        console.WriteLine($"  {PluginText.Escape(prepared.PackageId)} {PluginText.Escape(versions)}");
        foreach (string line in LockChanges.Packages(plugin.Closure, prepared.Closure, prepared.PackageId))
        {
            console.WriteLine($"    {PluginText.Escape(line)}");
        }

        PermissionChanges changes = prepared.Changes!;
        if (!changes.IsEmpty)
        {
            IReadOnlyList<Permission> added = [.. changes.Added.Select(change => change.Permission)];
            ProviderCard.WritePermissions(console, "now also asks for", added, changes.AddedSecrets);
        }

        TrustText.WriteWarnings(console, prepared);
        if (plugin.Unconfined)
        {
            console.WriteLine($"    {plugin.Version} was allowed to run without confinement; {prepared.Version} is not until you grant it.");
        }
    }
}
