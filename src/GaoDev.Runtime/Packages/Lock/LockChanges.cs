using GaoDev.Permissions;
using GaoDev.Plugins.Manifests;

namespace GaoDev.Runtime.Packages.Lock;

/// <summary>What differs between two lock files, in lines that a person reads: <c>+</c> new, <c>-</c> gone, <c>~</c> changed.</summary>
internal static class LockChanges
{
    public static IReadOnlyList<string> Between(PluginLock before, PluginLock after)
    {
        Dictionary<string, InstalledPlugin> old = before.Plugins.ToDictionary(plugin => plugin.PackageId, StringComparer.OrdinalIgnoreCase);
        Dictionary<string, InstalledPlugin> now = after.Plugins.ToDictionary(plugin => plugin.PackageId, StringComparer.OrdinalIgnoreCase);
        List<string> lines = [];
        foreach (string id in old.Keys.Union(now.Keys, StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase))
        {
            InstalledPlugin? was = old.GetValueOrDefault(id);
            InstalledPlugin? @is = now.GetValueOrDefault(id);
            List<string> details =
            [
                .. Packages(was?.Closure ?? [], @is?.Closure ?? [], id),
                .. Grants(was?.Providers ?? [], @is?.Providers ?? []),
                .. Confinement(was, @is),
            ];
            if (was is null)
            {
                lines.Add($"+ {@is!.PackageId} {@is.Version}");
            }
            else if (@is is null)
            {
                lines.Add($"- {was.PackageId} {was.Version}");
                continue;
            }
            else if (was.Version != @is.Version)
            {
                lines.Add($"~ {@is.PackageId} {was.Version} → {@is.Version}");
            }
            else if (details.Count > 0 || was.Entry != @is.Entry)
            {
                lines.Add($"~ {@is.PackageId} {@is.Version}");
            }

            lines.AddRange(details.Select(detail => "    " + detail));
        }

        return lines;
    }

    /// <summary>What differs between two closures.</summary>
    /// <param name="before">The one before.</param>
    /// <param name="after">The one after.</param>
    /// <param name="except">An id whose version is not said, since it was said already; or empty.</param>
    public static IEnumerable<string> Packages(IReadOnlyList<LockedPackage> before, IReadOnlyList<LockedPackage> after, string except = "")
    {
        Dictionary<string, LockedPackage> old = before.DistinctBy(package => package.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(package => package.Id, StringComparer.OrdinalIgnoreCase);
        Dictionary<string, LockedPackage> now = after.DistinctBy(package => package.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(package => package.Id, StringComparer.OrdinalIgnoreCase);
        foreach (string id in old.Keys.Union(now.Keys, StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase))
        {
            bool said = id.Equals(except, StringComparison.OrdinalIgnoreCase);
            (LockedPackage? was, LockedPackage? @is) = (old.GetValueOrDefault(id), now.GetValueOrDefault(id));
            if (was is null || @is is null)
            {
                if (!said)
                {
                    yield return was is null ? $"+ {@is!.Id} {@is.Version}" : $"- {was.Id} {was.Version}";
                }
            }
            else if (was.Version != @is.Version)
            {
                if (!said)
                {
                    yield return $"~ {@is.Id} {was.Version} → {@is.Version}";
                }
            }
            else if (was.Sha512 != @is.Sha512)
            {
                yield return $"~ {@is.Id} {@is.Version} has other content: SHA-512 {was.Sha512[..12]}… → {@is.Sha512[..12]}…";
            }
        }
    }

    private static IEnumerable<string> Grants(IReadOnlyList<InstalledProvider> before, IReadOnlyList<InstalledProvider> after)
    {
        foreach (string name in before.Concat(after).Select(provider => provider.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            IReadOnlyList<Permission> was = before.FirstOrDefault(provider => provider.Name == name)?.Granted ?? [];
            IReadOnlyList<Permission> @is = after.FirstOrDefault(provider => provider.Name == name)?.Granted ?? [];
            foreach (Permission gone in was.Where(permission => !@is.Any(other => Same(other, permission))))
            {
                yield return $"- {name} may no longer use {Describe(gone)}";
            }

            foreach (Permission given in @is.Where(permission => !was.Any(other => Same(other, permission))))
            {
                yield return $"+ {name} may use {Describe(given)}";
            }
        }
    }

    private static IEnumerable<string> Confinement(InstalledPlugin? before, InstalledPlugin? after)
    {
        if ((before?.Unconfined ?? false) != (after?.Unconfined ?? false))
        {
            yield return after?.Unconfined == true ? "+ runs without confinement" : "- runs without confinement";
        }
    }

    // The reason is the author's words and gives nothing.
    private static bool Same(Permission left, Permission right) => left.Kind == right.Kind && left.Value == right.Value;

    private static string Describe(Permission permission) => $"{PermissionKindNames.NameOf(permission.Kind)} {permission.Value}".TrimEnd();
}
