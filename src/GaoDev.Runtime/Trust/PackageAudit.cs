using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Download;
using GaoDev.Runtime.Packages.Sources;
using NuGet.Versioning;

namespace GaoDev.Runtime.Trust;

/// <summary>Asks feeds what is known against the packages of a closure: vulnerabilities, and that they are deprecated.</summary>
internal static class PackageAudit
{
    private static readonly string[] Severities = ["low", "moderate", "high", "critical"];

    /// <summary>What is to be known. Feeds that say nothing are no reason not to install; that nothing was learnt is said.</summary>
    public static async Task<IReadOnlyList<SecurityNotice>> AskAsync(PackageFeeds feeds, IReadOnlyList<StagedPackage> closure, CancellationToken cancellationToken)
    {
        List<SecurityNotice> notices = [.. feeds.Skipped.Select(feed => new SecurityNotice("source", feed.Name, "could not be reached and was passed over"))];
        foreach (PackageFeed feed in feeds.All.Where(feed => feed.Source.IsHttp && !feed.IsSkipped))
        {
            try
            {
                notices.AddRange(await AskAsync(feed, closure, cancellationToken));
            }
            catch (PluginException failure)
            {
                notices.Add(new SecurityNotice("audit", feed.Name, $"could not be asked about vulnerable packages: {failure.Message}"));
            }
        }

        return notices;
    }

    private static async Task<IEnumerable<SecurityNotice>> AskAsync(PackageFeed feed, IReadOnlyList<StagedPackage> closure, CancellationToken cancellationToken)
    {
        ILookup<string, (int Severity, Uri Url, VersionRange Versions)> known = await feed.GetVulnerabilitiesAsync(cancellationToken);
        SecurityNotice[] vulnerable =
        [
            .. from package in closure
               from vulnerability in known[package.Id.ToLowerInvariant()].Where(entry => entry.Versions.Satisfies(package.Version)).DistinctBy(entry => entry.Url)
               select new SecurityNotice("vulnerable", package.ToString(), $"has a known vulnerability of {Name(vulnerability.Severity)} severity: {vulnerability.Url}"),
        ];
        string?[] deprecated = await Task.WhenAll(closure
            .Where(package => package.Source == feed.Address)
            .Select(async package => await feed.GetDeprecationAsync(package.Id, package.Version, cancellationToken) is { } why ? $"{package}|{why}" : null));
        return vulnerable.Concat(deprecated.OfType<string>().Select(text => text.Split('|', 2)).Select(parts => new SecurityNotice("deprecated", parts[0], $"is deprecated: {parts[1]}")));
    }

    private static string Name(int severity) => severity >= 0 && severity < Severities.Length ? Severities[severity] : "unknown";
}
