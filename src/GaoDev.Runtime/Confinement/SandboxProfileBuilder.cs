using GaoDev.Permissions;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Providers;
using GaoDev.Runtime.Execution;

namespace GaoDev.Runtime.Confinement;

/// <summary>Makes the profile of a process: what was granted, narrowed by what the task allows.</summary>
internal static class SandboxProfileBuilder
{
    /// <param name="plugin">The plugin with its grant.</param>
    /// <param name="task">The task, or null for the questions that come without one.</param>
    /// <param name="stateDirectory">The tool's own state, which nothing granted reaches.</param>
    /// <exception cref="PluginException">Something granted cannot be given.</exception>
    public static SandboxProfile Build(HostedPlugin plugin, AgentContext? task, string stateDirectory)
    {
        Bubblewrap.RequirePlatform(plugin.Name);
        string projectRoot = task?.ProjectRoot ?? plugin.WorkingDirectory;
        string workingDirectory = task?.WorkingDirectory ?? plugin.WorkingDirectory;
        GrantedFolders folders = new(plugin.Name, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), stateDirectory);
        bool mayWrite = task?.AllowDestructiveOperations ?? true;
        return new SandboxProfile
        {
            Folders = Merge(plugin.Granted
                .Where(permission => permission.Kind is PermissionKind.FileRead or PermissionKind.FileWrite)
                .Select(permission => mayWrite ? permission : permission with { Kind = PermissionKind.FileRead })
                .Select(permission => folders.Resolve(permission, projectRoot, workingDirectory))),
            Programs = [.. plugin.Granted.Where(permission => permission.Kind == PermissionKind.Subprocess).Select(permission => GrantedPrograms.Find(permission.Value, plugin.Name))],
            Storage = plugin.Granted.Any(permission => permission.Kind == PermissionKind.Storage)
                ? Path.Combine(stateDirectory, "storage", plugin.Name)
                : null,
            HasNetwork = (task?.EnableNetwork ?? true) && plugin.Granted.Any(permission => permission.Kind is PermissionKind.Network or PermissionKind.Tunnel),
            HasTunnel = plugin.Granted.Any(permission => permission.Kind == PermissionKind.Tunnel),
        };
    }

    // Outer folders first, so that an inner one is bound over what it lies in; the wider right wins for one path.
    private static List<SandboxFolder> Merge(IEnumerable<SandboxFolder?> folders) =>
    [
        .. folders.OfType<SandboxFolder>()
            .GroupBy(folder => folder.Path, StringComparer.Ordinal)
            .Select(same => same.OrderByDescending(folder => folder.IsWritable).First())
            .OrderBy(folder => folder.Path, StringComparer.Ordinal),
    ];
}
