using NuGet.DependencyResolver;
using NuGet.LibraryModel;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>
/// Which kinds of files of each package reach the plugin: a dependency may include or exclude kinds, and a package is
/// used for whatever any accepted way to it includes.
/// </summary>
internal static class IncludedAssets
{
    public static Dictionary<string, LibraryIncludeFlags> Of(GraphNode<RemoteResolveResult> root)
    {
        Dictionary<string, IList<LibraryDependency>> accepted = new(StringComparer.OrdinalIgnoreCase);
        root.ForEach(node =>
        {
            if (node.Disposition == Disposition.Accepted && node.Item is { } item)
            {
                accepted[node.Key.Name] = item.Data.Dependencies;
            }
        });

        Dictionary<string, LibraryIncludeFlags> flags = new(StringComparer.OrdinalIgnoreCase) { [root.Key.Name] = LibraryIncludeFlags.All };
        Queue<string> changed = new([root.Key.Name]);
        while (changed.TryDequeue(out string? name))
        {
            foreach (LibraryDependency dependency in accepted[name])
            {
                LibraryIncludeFlags before = flags.GetValueOrDefault(dependency.Name);
                LibraryIncludeFlags after = before | (flags[name] & dependency.IncludeType);
                if (accepted.ContainsKey(dependency.Name) && (after != before || !flags.ContainsKey(dependency.Name)))
                {
                    flags[dependency.Name] = after;
                    changed.Enqueue(dependency.Name);
                }
            }
        }

        return flags;
    }
}
