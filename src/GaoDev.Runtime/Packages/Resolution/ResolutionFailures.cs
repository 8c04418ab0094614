using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Sources;
using NuGet.DependencyResolver;
using NuGet.LibraryModel;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>Says, with the names and the way to them, why a graph is no closure.</summary>
internal sealed class ResolutionFailures(PackageFeeds feeds, CancellationToken cancellationToken)
{
    /// <exception cref="PluginException">The graph has something missing, a cycle, a conflict or a downgrade.</exception>
    public async Task ThrowAsync(GraphNode<RemoteResolveResult> root, AnalyzeResult<RemoteResolveResult> analysis)
    {
        GraphNode<RemoteResolveResult>? missing = null;
        root.ForEach(node =>
        {
            if (node.Disposition != Disposition.Rejected && node.Item?.Key.Type == LibraryType.Unresolved)
            {
                missing ??= node;
            }
        });

        if (missing is not null)
        {
            VersionRange? range = missing.Key.VersionRange;
            throw await VersionFailures.CreateAsync(feeds, missing.Key.Name, range, Way(missing.OuterNode), cancellationToken);
        }

        foreach (GraphNode<RemoteResolveResult> cycle in analysis.Cycles)
        {
            throw Conflict(cycle, $"depends on itself: {Way(cycle)}");
        }

        foreach (VersionConflictResult<RemoteResolveResult> conflict in analysis.VersionConflicts)
        {
            throw Conflict(
                conflict.Conflicting,
                $"is needed in two versions: {Way(conflict.Selected)}, and {Way(conflict.Conflicting)}");
        }

        foreach (DowngradeResult<RemoteResolveResult> downgrade in analysis.Downgrades)
        {
            throw Conflict(
                downgrade.DowngradedFrom,
                $"would be downgraded: {Way(downgrade.DowngradedFrom)}, and {Way(downgrade.DowngradedTo)} is nearer");
        }
    }

    private static PluginException Conflict(GraphNode<RemoteResolveResult> node, string what) => new(
        PluginErrorCode.DependencyConflict,
        $"{node.Key.Name} {what}.",
        "Install another version of the package, or ask its author to correct its dependencies.",
        node.Key.Name);

    // The packages from the one that is installed down to the node, with the range that is asked of the node.
    private static string Way(GraphNode<RemoteResolveResult>? node)
    {
        Stack<string> way = new();
        for (GraphNode<RemoteResolveResult>? at = node; at?.OuterNode is not null; at = at.OuterNode)
        {
            string version = at == node && at.Key.VersionRange is { } range
                ? range.PrettyPrint()
                : at.Item?.Key.Version?.ToNormalizedString() ?? "";
            way.Push($"{at.Key.Name} {version}".TrimEnd());
        }

        return string.Join(" -> ", way);
    }
}
