using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Download;
using GaoDev.Runtime.Packages.Sources;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.DependencyResolver;
using NuGet.LibraryModel;
using NuGet.Protocol.Core.Types;
using NuGet.RuntimeModel;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>
/// Finds the closure of a package as <c>dotnet restore</c> would for a project that references it: nearest wins,
/// lowest applicable version, downgrades and cycles refused, the framework's packages pruned.
/// </summary>
internal sealed class DependencyResolver(
    PackageFeeds feeds, PackageDownloads downloads, TargetPlatform target, CancellationToken cancellationToken)
{
    // The providers know which packages their feeds may give, also for feeds that no configuration has a name for.
    private static readonly PackageSourceMapping WithoutMapping = new(new Dictionary<string, IReadOnlyList<string>>());

    private RemoteWalkContext? _context;
    private RuntimeGraph? _graph;

    /// <summary>Resolves a package of the feeds, or one that was given as a file.</summary>
    /// <returns>The closure, in order of id; the package itself included.</returns>
    /// <exception cref="PluginException">Something is missing, contradictory, or needs a newer host.</exception>
    public Task<IReadOnlyList<ResolvedPackage>> ResolveAsync(string id, VersionRange version, StagedPackage? file)
    {
        RemoteWalkContext context = Context(id, version);
        if (file is not null)
        {
            context.LocalLibraryProviders.Add(new FilePackageProvider(file, target.Framework));
        }

        foreach (PackageFeed feed in feeds.All)
        {
            context.RemoteLibraryProviders.Add(new FeedPackageProvider(feeds, feed, downloads, target.Framework, cancellationToken));
        }

        return ResolveAsync(context);
    }

    /// <summary>Resolves a package from packages that are all there, and from nothing else.</summary>
    /// <returns>The closure, in order of id; the package itself included.</returns>
    /// <exception cref="PluginException">Something is missing, contradictory, or needs a newer host.</exception>
    public Task<IReadOnlyList<ResolvedPackage>> ResolveAsync(string id, VersionRange version, LockedPackages packages)
    {
        RemoteWalkContext context = Context(id, version);
        context.LocalLibraryProviders.Add(packages);
        return ResolveAsync(context);
    }

    /// <summary>
    /// What other machines need of what was resolved last, once for each machine; nothing where all need the same. A
    /// machine that it cannot be had for is left out.
    /// </summary>
    public async Task<IReadOnlyList<(StagedPackage Package, string Runtime)>> ResolveElsewhereAsync()
    {
        List<(StagedPackage, string)> found = [];
        if (_context is null || _graph is null)
        {
            return found;
        }

        foreach (string runtime in PlatformPackages.Runtimes.Where(runtime => runtime != target.RuntimeIdentifier))
        {
            try
            {
                found.AddRange((await WalkAsync(_context, _graph, runtime)).Select(resolved => (resolved.Package, runtime)));
            }
            catch (PluginException missing) when (missing.Code is PluginErrorCode.PackageNotFound or PluginErrorCode.VersionNotFound or PluginErrorCode.DependencyConflict)
            {
            }
        }

        return found;
    }

    private static RemoteWalkContext Context(string id, VersionRange version)
    {
        RemoteWalkContext context = new(new SourceCacheContext(), WithoutMapping, NullLogger.Instance);
        context.ProjectLibraryProviders.Add(new RootProject(id, version));
        return context;
    }

    private async Task<IReadOnlyList<ResolvedPackage>> ResolveAsync(RemoteWalkContext context)
    {
        List<ResolvedPackage> closure = await WalkAsync(context, null, null);

        // Packages of the .NET Core 1 age name more packages for a machine in runtime.json; then restore walks again.
        RuntimeGraph graph = RuntimeDescriptions.Merge(target.Runtimes, closure.Select(resolved => resolved.Package));
        if (!ReferenceEquals(graph, target.Runtimes))
        {
            closure = await WalkAsync(context, graph, target.RuntimeIdentifier);
            (_context, _graph) = (context, graph);
        }

        SharedRequirements.Check(closure, target.Framework);
        return closure;
    }

    private async Task<List<ResolvedPackage>> WalkAsync(RemoteWalkContext context, RuntimeGraph? graph, string? runtime)
    {
        GraphNode<RemoteResolveResult> root = await new RemoteDependencyWalker(context).WalkAsync(
            RootProject.Range, target.Framework, runtime, graph, recursive: true);
        AnalyzeResult<RemoteResolveResult> analysis = root.Analyze();
        await new ResolutionFailures(feeds, cancellationToken).ThrowAsync(root, analysis);
        return await CollectAsync(root);
    }

    private static async Task<List<ResolvedPackage>> CollectAsync(GraphNode<RemoteResolveResult> root)
    {
        Dictionary<string, LibraryIncludeFlags> uses = IncludedAssets.Of(root);
        Dictionary<string, (PackageProvider Provider, LibraryIdentity Library)> accepted = new(StringComparer.OrdinalIgnoreCase);
        root.ForEach(node =>
        {
            if (node is { Disposition: Disposition.Accepted, Item.Data.Match: { Provider: PackageProvider provider, Library: { } library } })
            {
                accepted[node.Key.Name] = (provider, library);
            }
        });

        List<ResolvedPackage> closure = [];
        foreach ((string name, (PackageProvider provider, LibraryIdentity library)) in accepted.OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase))
        {
            LibraryIncludeFlags flags = uses.GetValueOrDefault(name);
            closure.Add(new ResolvedPackage(
                await provider.GetAsync(library),
                flags.HasFlag(LibraryIncludeFlags.Runtime),
                flags.HasFlag(LibraryIncludeFlags.Native)));
        }

        return closure;
    }
}
