namespace GaoDev.Runtime.Packages.Lock;

/// <summary>One plugin of a project as its committed lock file has it. Immutable.</summary>
/// <param name="Id">The package's id.</param>
/// <param name="Version">The normalized version.</param>
/// <param name="Requested">The version or range that was asked for, or null for the latest.</param>
/// <param name="Packages">Every package of the closure, itself included, for all platforms, in order of id.</param>
internal sealed record LockedPlugin(string Id, string Version, string? Requested, IReadOnlyList<LockedPackage> Packages)
{
    public static LockedPlugin Of(InstalledPlugin plugin) => new(plugin.PackageId, plugin.Version, plugin.Requested, plugin.Closure);

    /// <summary>Whether an installed plugin is this one, package by package.</summary>
    public bool Is(InstalledPlugin plugin) =>
        Id.Equals(plugin.PackageId, StringComparison.OrdinalIgnoreCase)
        && Packages.Select(Identity).SequenceEqual(plugin.Closure.Select(Identity));

    // Where the bytes came from is no part of what they are.
    private static (string, string, string, PackageSigner?, string?) Identity(LockedPackage package) =>
        (package.Id.ToLowerInvariant(), package.Version, package.Sha512, package.Signer, package.Runtimes);
}
