using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>
/// What .NET itself brings: packages that restore prunes, and assemblies that a plugin never gets an older private
/// copy of. Thread-safe.
/// </summary>
internal static class SharedFramework
{
    private static readonly Lazy<Dictionary<string, Version>> Packages =
        new(() => EmbeddedData.ReadTable("net10.0.pruned.txt", Version.Parse));

    private static readonly Lazy<Dictionary<string, Version>> Assemblies =
        new(() => EmbeddedData.ReadTable("net10.0.assemblies.txt", Version.Parse));

    /// <summary>Whether restore leaves the dependency out: its lowest version is of the framework's minor version or an older one.</summary>
    public static bool Prunes(string id, VersionRange? range) =>
        range?.MinVersion is { } lowest
        && Packages.Value.TryGetValue(id, out Version? framework)
        && (lowest.Major, lowest.Minor).CompareTo((framework.Major, framework.Minor)) <= 0;

    /// <summary>Whether the framework has that assembly, in that version or a newer one.</summary>
    public static bool Provides(string assembly, Version version) =>
        Assemblies.Value.TryGetValue(assembly, out Version? framework) && framework >= version;
}
