using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Sources;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages;

/// <summary>What an update of an installed plugin asks for. Thread-safe.</summary>
internal static class PluginUpdates
{
    /// <summary>The request that updates a plugin: its own version range, and its own sources where none are named.</summary>
    /// <param name="plugin">What is installed.</param>
    /// <param name="options">Sources and how they are used; <see cref="PackageRequest.Package"/> is passed over.</param>
    /// <exception cref="PluginException">It came from a file or a folder, so that there is nothing to ask.</exception>
    public static PackageRequest Request(InstalledPlugin plugin, PackageRequest options)
    {
        PackageRequest request = options with
        {
            Package = plugin.PackageId,
            Version = options.Version ?? plugin.Requested,
            Sources = options.Sources.Count > 0 ? options.Sources : plugin.Sources,
            IncludePrerelease = options.IncludePrerelease || NuGetVersion.Parse(plugin.Version).IsPrerelease,
        };
        if (options.Sources.Count == 0 && options.AddedSources.Count == 0 && CameFromAFile(plugin) && CarriedPackages.Find(request) is null)
        {
            throw new PluginException(
                PluginErrorCode.PackageNotFound,
                $"{plugin.PackageId} {plugin.Version} was installed from {plugin.Source}, which has no newer version.",
                "Install the new file, or name a source with --source.",
                plugin.PackageId);
        }

        return request;
    }

    /// <summary>Compares a plugin with its sources. What is wrong with them is told as its <see cref="OutdatedPlugin.Problem"/>.</summary>
    public static async Task<OutdatedPlugin> CompareAsync(InstalledPlugin plugin, PackageRequest options, CancellationToken cancellationToken)
    {
        try
        {
            PackageRequest request = Request(plugin, options);
            using PackageFeeds feeds = PackageFeeds.Open(request);
            IReadOnlyList<NuGetVersion> versions = await feeds.GetVersionsAsync(request.Package, listedOnly: true, cancellationToken);
            NuGetVersion? latest = versions.FirstOrDefault(version => request.IncludePrerelease || !version.IsPrerelease);
            NuGetVersion? wanted = request.Version is null
                ? latest
                : VersionRange.TryParse(Exactly(request.Version), out VersionRange? range)
                    ? range.IsFloating ? range.FindBestMatch(versions) : versions.FirstOrDefault(version => range.Satisfies(version) && (request.IncludePrerelease || !version.IsPrerelease))
                    : null;
            return new OutdatedPlugin(
                plugin.PackageId, plugin.Version, wanted?.ToNormalizedString(), latest?.ToNormalizedString(), plugin.Requested);
        }
        catch (PluginException unknown)
        {
            return new OutdatedPlugin(plugin.PackageId, plugin.Version, null, null, plugin.Requested, unknown.Message);
        }
    }

    public static bool CameFromAFile(InstalledPlugin plugin) =>
        plugin.Link is not null || (plugin.Sources.Count == 0 && Path.IsPathRooted(plugin.Source) && !Directory.Exists(plugin.Source))
        || plugin.Source.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase);

    // A bare version means that version here, and at least that version to NuGet.
    private static string Exactly(string version) => NuGetVersion.TryParse(version, out _) ? $"[{version}]" : version;
}
