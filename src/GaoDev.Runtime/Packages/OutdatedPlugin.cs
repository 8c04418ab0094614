namespace GaoDev.Runtime.Packages;

/// <summary>An installed plugin beside what its sources have. Immutable.</summary>
/// <param name="Package">The package's id.</param>
/// <param name="Installed">The version that is installed.</param>
/// <param name="Wanted">The newest version that an update would take, or null where the sources do not have any.</param>
/// <param name="Latest">The newest version that there is, pre-releases only where one is installed; or null.</param>
/// <param name="Pinned">The version or range that was asked for, or null for the latest.</param>
/// <param name="Problem">Why nothing is known, or null.</param>
internal sealed record OutdatedPlugin(string Package, string Installed, string? Wanted, string? Latest, string? Pinned, string? Problem = null)
{
    /// <summary>Whether an update would change something.</summary>
    public bool IsOutdated => Wanted is not null && Wanted != Installed;
}
