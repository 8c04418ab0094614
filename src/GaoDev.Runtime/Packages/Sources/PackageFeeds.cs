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
    private readonly MappedPackages? _mapping;

    private PackageFeeds(IReadOnlyList<PackageFeed> feeds, MappedPackages? mapping, ISettings settings)
    {
        All = feeds;
        _mapping = mapping;
        Settings = settings;
    }

    public IReadOnlyList<PackageFeed> All { get; }

    /// <summary>The nuget.config files that count.</summary>
    public ISettings Settings { get; }

    /// <summary>Whether a mapping decides which source may give which package.</summary>
    public bool IsMapped => _mapping?.IsEnabled == true;

    /// <summary>The sources that could not be reached and were passed over.</summary>
    public IEnumerable<PackageFeed> Skipped => All.Where(feed => feed.IsSkipped);

    /// <exception cref="PluginException">A configuration is not valid or not readable, or a source may not be used.</exception>
    public static PackageFeeds Open(PackageRequest request)
    {
        try
        {
            ISettings settings = LoadSettings(request);
            List<PackageSource> configured = [.. PackageSourceProvider.LoadPackageSources(settings).Where(source => source.IsEnabled)];
            PackageSource[] named = [.. request.Sources.Select(address => Find(address, configured, request.WorkingDirectory))];
            IEnumerable<PackageSource> sources = named.Length > 0 ? named : configured;
            PackageSource[] all = [.. sources.Concat(request.AddedSources.Select(address => Find(address, configured, request.WorkingDirectory))).DistinctBy(source => source.Source)];

            // A bundle has everything in it, and asks nobody.
            if (request.Kind == PackageKind.Bundle)
            {
                all = [];
            }

            // Whoever names only sources that no configuration knows has said where packages come from.
            bool isMapped = named.Length == 0 || named.Any(configured.Contains);
            return Create(all, isMapped ? new MappedPackages(settings, configured) : null, settings, request);
        }
        catch (NuGetConfigurationException invalid)
        {
            throw new PluginException(
                PluginErrorCode.ConfigurationInvalid, $"A nuget.config is not valid: {invalid.Message}", "Correct the file.", null, invalid);
        }
        catch (Exception unusable) when (unusable is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new PluginException(
                PluginErrorCode.StoreUnavailable,
                $"NuGet's settings or its scratch folder cannot be used: {unusable.Message}",
                "Check who may use what the message names, or set NUGET_SCRATCH to a folder of your own.",
                null,
                unusable);
        }
    }

    /// <summary>The feeds that may give a package.</summary>
    public IEnumerable<PackageFeed> For(string id) => All.Where(feed => _mapping?.Allows(feed.Source, id) ?? true);

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

    private static ISettings LoadSettings(PackageRequest request)
    {
        if (request.ConfigurationFile is null)
        {
            return NuGet.Configuration.Settings.LoadDefaultSettings(request.WorkingDirectory);
        }

        string path = Path.GetFullPath(request.ConfigurationFile, request.WorkingDirectory);
        return File.Exists(path)
            ? NuGet.Configuration.Settings.LoadSpecificSettings(Path.GetDirectoryName(path)!, Path.GetFileName(path))
            : throw new PluginException(PluginErrorCode.ConfigurationInvalid, $"{path} does not exist.", "Check the path after --configfile.");
    }

    private static PackageFeeds Create(IEnumerable<PackageSource> sources, MappedPackages? mapping, ISettings settings, PackageRequest request)
    {
        GlobalPackages packages = GlobalPackages.Of(settings);
        List<PackageFeed> feeds = [];
        foreach (PackageSource source in sources)
        {
            if (source is { IsHttp: true, IsHttps: false, AllowInsecureConnections: false, TrySourceAsUri.IsLoopback: false })
            {
                throw FeedErrors.Insecure(FeedAddress.Display(source));
            }

            feeds.Add(new PackageFeed(source, request, packages));
        }

        return feeds.Count > 0 || request.Kind == PackageKind.Bundle
            ? new PackageFeeds(feeds, mapping, settings)
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
