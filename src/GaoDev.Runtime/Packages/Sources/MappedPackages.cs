using NuGet.Configuration;

namespace GaoDev.Runtime.Packages.Sources;

/// <summary>
/// The package source mapping of nuget.config, for sources that it knows and those that were named besides. A source
/// that it does not know never gives a package that it has a pattern for, <c>*</c> apart. Immutable.
/// </summary>
internal sealed class MappedPackages
{
    private readonly PackageSourceMapping _mapping;
    private readonly IReadOnlyList<string> _patterns;
    private readonly HashSet<string> _known;

    public MappedPackages(ISettings settings, IEnumerable<PackageSource> configured)
    {
        _mapping = PackageSourceMapping.GetPackageSourceMapping(settings);
        _patterns = [.. new PackageSourceMappingProvider(settings).GetPackageSourceMappingItems()
            .SelectMany(item => item.Patterns).Select(pattern => pattern.Pattern).Where(pattern => pattern != "*")];
        _known = [.. configured.Select(source => source.Name)];
    }

    public bool IsEnabled => _mapping.IsEnabled;

    /// <summary>Whether a source may give a package.</summary>
    public bool Allows(PackageSource source, string id) =>
        !IsEnabled
        || (_known.Contains(source.Name)
            ? _mapping.GetConfiguredPackageSources(id).Contains(source.Name, StringComparer.Ordinal)
            : !_patterns.Any(pattern => Matches(pattern, id)));

    private static bool Matches(string pattern, string id) => pattern.EndsWith('*')
        ? id.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase)
        : id.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}
