using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Sources;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>Says what is missing: the package, or only the version, and then which there are.</summary>
internal static class VersionFailures
{
    private const int Shown = 5;

    /// <param name="feeds">The sources that were asked.</param>
    /// <param name="id">The package.</param>
    /// <param name="range">The versions that would do, or null where any would.</param>
    /// <param name="dependent">The way to what needs it; empty where it is what is installed.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public static async Task<PluginException> CreateAsync(
        PackageFeeds feeds, string id, VersionRange? range, string dependent, CancellationToken cancellationToken)
    {
        string neededBy = dependent.Length > 0 ? $", which {dependent} needs," : "";
        string[] names = [.. feeds.For(id).Select(feed => $"'{feed.Name}'")];
        if (names.Length == 0)
        {
            return new PluginException(
                PluginErrorCode.PackageNotFound,
                $"No source may give the package {id}{neededBy.TrimEnd(',')}: the package source mapping of nuget.config maps it to none.",
                "Map it to a source in nuget.config, or name a source with --source.",
                id);
        }

        string sources = string.Join(", ", names);
        IReadOnlyList<NuGetVersion> versions = await feeds.GetVersionsAsync(id, listedOnly: false, cancellationToken);
        if (versions.Count == 0)
        {
            return new PluginException(
                PluginErrorCode.PackageNotFound,
                $"There is no package {id}{neededBy} in {sources}.",
                "Check the spelling, or name another source with --source.",
                id);
        }

        string wanted = range is null ? "a stable version" : $"version {range.PrettyPrint()}";
        bool onlyPrereleases = range is null && versions.All(version => version.IsPrerelease);
        return new PluginException(
            PluginErrorCode.VersionNotFound,
            $"{id}{neededBy} has no {(range is null ? "stable version" : wanted["version ".Length..])} in {sources}. It has {List(Nearest(versions, range))}.",
            onlyPrereleases ? $"Allow pre-releases with --prerelease, or name a version: {id}@{versions[0]}." : $"Name one of these: {id}@{Nearest(versions, range)[0]}.",
            id);
    }

    // Nearest first: what is just above what was asked, else the newest.
    private static List<NuGetVersion> Nearest(IReadOnlyList<NuGetVersion> newestFirst, VersionRange? range)
    {
        NuGetVersion? lowest = range?.MinVersion;
        if (lowest is null)
        {
            return [.. newestFirst];
        }

        return
        [
            .. newestFirst.Where(version => version >= lowest).Reverse().Take(Shown / 2),
            .. newestFirst.Where(version => version < lowest),
            .. newestFirst.Where(version => version >= lowest).Reverse().Skip(Shown / 2),
        ];
    }

    private static string List(List<NuGetVersion> versions)
    {
        string shown = string.Join(", ", versions.Take(Shown));
        return versions.Count > Shown ? $"{shown} and {versions.Count - Shown} more" : shown;
    }
}
