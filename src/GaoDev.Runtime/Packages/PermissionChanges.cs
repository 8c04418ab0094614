using GaoDev.Permissions;
using GaoDev.Plugins;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Manifests;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Runtime.Packages;

/// <summary>
/// What an update asks for beyond what its predecessor asked for. What was granted before and is still asked for stays
/// granted, and what was asked for before and not granted stays refused: both were answered. Immutable.
/// </summary>
internal sealed class PermissionChanges
{
    private readonly Dictionary<string, List<Permission>> _kept = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Permission>> _added = new(StringComparer.OrdinalIgnoreCase);

    private PermissionChanges()
    {
    }

    /// <summary>What is asked for anew, by provider, in order of name.</summary>
    public IEnumerable<(string Provider, Permission Permission)> Added =>
        from provider in _added.OrderBy(pair => pair.Key, StringComparer.Ordinal)
        from permission in provider.Value
        select (provider.Key, permission);

    /// <summary>Secrets that the update wants and its predecessor did not.</summary>
    public IReadOnlyList<string> AddedSecrets { get; private init; } = [];

    /// <summary>Whether there is anything to ask for.</summary>
    public bool IsEmpty => AddedSecrets.Count == 0 && _added.Values.All(permissions => permissions.Count == 0);

    public static PermissionChanges Between(InstalledPlugin before, IReadOnlyList<ProviderManifest> after)
    {
        HashSet<string> knownSecrets = [];
        List<string> secrets = [];
        PermissionChanges changes = new() { AddedSecrets = secrets };
        foreach (InstalledProvider provider in before.Providers)
        {
            if (Read(provider) is { } manifest)
            {
                knownSecrets.UnionWith(manifest.Metadata.Options.Where(option => option.IsSecret).Select(option => option.Name));
            }
        }

        foreach (ProviderMetadata metadata in after.Select(manifest => manifest.Metadata))
        {
            InstalledProvider? old = before.Providers.FirstOrDefault(provider => provider.Name.Equals(metadata.Name, StringComparison.OrdinalIgnoreCase));
            IReadOnlyList<Permission> asked = old is null ? [] : Read(old)?.Metadata.Permissions ?? [];
            changes._kept[metadata.Name] = [.. metadata.Permissions.Where(permission => old?.Granted.Any(granted => IsSame(granted, permission)) == true)];
            changes._added[metadata.Name] = [.. metadata.Permissions.Where(permission => !asked.Any(known => IsSame(known, permission)))];
            secrets.AddRange(metadata.Options
                .Where(option => option.IsSecret && !knownSecrets.Contains(option.Name))
                .Select(option => option.Environment ?? $"{metadata.Name}.{option.Name}"));
        }

        return changes;
    }

    /// <summary>What is granted once the additions are allowed.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Permission>> Granted() => _kept.ToDictionary(
        pair => pair.Key,
        IReadOnlyList<Permission> (pair) => [.. pair.Value.Union(_added[pair.Key])],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether two permissions give the same; the reason is the author's words.</summary>
    public static bool IsSame(Permission left, Permission right) => left.Kind == right.Kind && left.Value == right.Value;

    // What cannot be read any more was never asked for, so that all of it is asked for now.
    private static ProviderManifest? Read(InstalledProvider provider)
    {
        try
        {
            return provider.ReadManifest();
        }
        catch (PluginException)
        {
            return null;
        }
    }
}
