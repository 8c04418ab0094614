using GaoDev.Plugins.Diagnostics;
using NuGet.Configuration;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Sources;

/// <summary>
/// The sources of one restore, and which of them may give which package: those that were named, or those of the
/// nuget.config files with their package source mapping.
/// </summary>
internal sealed class PackageFeeds : IDisposable
{
    private PackageFeeds(IReadOnlyList<PackageFeed> feeds, PackageSourceMapping mapping)
    {
        All = feeds;
        Mapping = mapping;
    }

    public IReadOnlyList<PackageFeed> All { get; }

    public PackageSourceMapping Mapping { get; }

    /// <exception cref="PluginException">A configuration is not valid, or a source may not be used.</exception>
    public static PackageFeeds Open(PackageRequest request)
    {
        try
        {
            ISettings settings = Settings.LoadDefaultSettings(request.WorkingDirectory);
            List<PackageSource> configured = [.. PackageSourceProvider.LoadPackageSources(settings).Where(source => source.IsEnabled)];

            // Whoever names a source has said where packages come from, so that no mapping of other sources applies.
            return request.Sources.Count == 0
                ? Create(configured, PackageSourceMapping.GetPackageSourceMapping(settings), request.NoCache)
                : Create(
                    request.Sources.Select(address => Find(address, configured, request.WorkingDirectory)),
                    new PackageSourceMapping(new Dictionary<string, IReadOnlyList<string>>()),
                    request.NoCache);
        }
        catch (NuGetConfigurationException invalid)
        {
            throw new PluginException(
                PluginErrorCode.ConfigurationInvalid, $"A nuget.config is not valid: {invalid.Message}", "Correct the file.", null, invalid);
        }
    }

    /// <summary>The feeds that may give a package.</summary>
    public IEnumerable<PackageFeed> For(string id)
    {
        if (!Mapping.IsEnabled)
        {
            return All;
        }

        IReadOnlyList<string> names = Mapping.GetConfiguredPackageSources(id);
        return All.Where(feed => names.Contains(feed.Source.Name, StringComparer.Ordinal));
    }

    /// <summary>All versions of a package that those feeds have, newest first.</summary>
    public async Task<IReadOnlyList<NuGetVersion>> GetVersionsAsync(string id, bool listedOnly, CancellationToken cancellationToken)
    {
        IReadOnlyList<NuGetVersion>[] versions = await Task.WhenAll(For(id).Select(feed =>
            listedOnly ? feed.GetListedVersionsAsync(id, cancellationToken) : feed.GetVersionsAsync(id, cancellationToken)));
        return [.. versions.SelectMany(list => list).Distinct().OrderDescending()];
    }

    public void Dispose()
    {
        foreach (PackageFeed feed in All)
        {
            feed.Dispose();
        }
    }

    private static PackageFeeds Create(IEnumerable<PackageSource> sources, PackageSourceMapping mapping, bool noCache)
    {
        List<PackageFeed> feeds = [];
        foreach (PackageSource source in sources)
        {
            if (source is { IsHttp: true, IsHttps: false, AllowInsecureConnections: false, TrySourceAsUri.IsLoopback: false })
            {
                throw FeedErrors.Insecure(FeedAddress.Display(source));
            }

            feeds.Add(new PackageFeed(source, noCache));
        }

        return feeds.Count > 0
            ? new PackageFeeds(feeds, mapping)
            : throw new PluginException(
                PluginErrorCode.FeedUnreachable, "No source of packages is configured.", "Name one with --source, or add one to nuget.config.");
    }

    private static PackageSource Find(string address, List<PackageSource> configured, string workingDirectory)
    {
        PackageSource? known = configured.Find(source =>
            source.Name.Equals(address, StringComparison.OrdinalIgnoreCase)
            || source.Source.TrimEnd('/').Equals(address.TrimEnd('/'), StringComparison.OrdinalIgnoreCase));
        return known ?? new PackageSource(
            Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && !uri.IsFile ? address : Path.GetFullPath(address, workingDirectory));
    }
}
