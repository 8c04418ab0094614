using GaoDev.Permissions;
using GaoDev.Plugins.Confinement;
using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Runtime.Confinement;

/// <summary>Turns granted paths into folders that a sandbox may show, and refuses what no grant can give.</summary>
internal sealed class GrantedFolders(string plugin, string home, string state)
{
    private const string Project = "{project}";
    private const string WorkingDirectory = "{working_directory}";

    private static readonly string[] System = ["/", "/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/proc", "/root", "/run", "/sbin", "/sys", "/usr", "/var", "/var/run", "/var/tmp", "/tmp", "/home", "/app"];

    private static readonly string[] Below = ["/boot", "/dev", "/etc", "/proc", "/run", "/sys", "/var/run", "/app"];

    private static readonly string[] Credentials =
        [".env", ".env.local", ".netrc", ".npmrc", ".pypirc", ".ssh", ".aws", ".azure", ".gnupg", ".kube", ".docker", ".git-credentials"];

    /// <exception cref="PluginException">The path leads where no plugin may go.</exception>
    public SandboxFolder? Resolve(Permission permission, string projectRoot, string workingDirectory)
    {
        string given = permission.Value;
        if (given.Contains('\0', StringComparison.Ordinal) || given.Split('/').Contains(".."))
        {
            throw Refuse(given, "it is not a plain path");
        }

        string path;
        if (given.StartsWith(Project, StringComparison.Ordinal))
        {
            path = Follow(RealPath(projectRoot), given[Project.Length..], given);
        }
        else if (given.StartsWith(WorkingDirectory, StringComparison.Ordinal))
        {
            path = Follow(RealPath(workingDirectory), given[WorkingDirectory.Length..], given);
        }
        else if (Path.IsPathFullyQualified(given))
        {
            path = Follow("/", given, given);
        }
        else
        {
            throw Refuse(given, "it is neither absolute nor below {project} or {working_directory}");
        }

        path = path.Length > 1 ? path.TrimEnd('/') : path;
        RequireAllowed(path, given);
        if (FileFacts.Of(path) is not { } facts)
        {
            // Nothing there, nothing shown.
            return null;
        }

        if (!facts.IsFolder && !facts.IsRegular)
        {
            throw Refuse(given, "it is no folder and no file");
        }

        bool isWritable = permission.Kind == PermissionKind.FileWrite;
        List<string> kept = facts.IsFolder && isWritable ? Kept(path, given) : [];
        return new SandboxFolder(path, isWritable, facts.IsFolder ? Hidden(path) : [], kept) { Pins = [.. kept.Prepend(path).Select(pinned => (pinned, Pin(pinned, given)))] };
    }

    // From here on the path may change; what it led to when it was judged does not.
    private string Pin(string path, string given) => FileIdentity.WithoutLinks(path) ?? throw Refuse(given, $"'{path}' changed while it was looked at");

    private void RequireAllowed(string path, string given)
    {
        if (System.Contains(path) || Below.Any(folder => IsWithin(path, folder)))
        {
            throw Refuse(given, $"'{path}' is part of the system");
        }

        if (IsWithin(home, path))
        {
            throw Refuse(given, $"'{path}' is your home folder, or holds it");
        }

        if (IsWithin(path, home) && Path.GetRelativePath(home, path).StartsWith('.'))
        {
            throw Refuse(given, $"'{path}' holds settings or credentials");
        }

        if (IsWithin(path, state))
        {
            throw Refuse(given, $"'{path}' is the tool's own state");
        }

        if (Path.GetFileName(path) is { } name && Credentials.Contains(name))
        {
            throw Refuse(given, $"'{path}' holds credentials");
        }
    }

    private List<string> Hidden(string path)
    {
        List<string> hidden = [.. Credentials.Select(name => Path.Combine(path, name)).Where(file => FileFacts.Of(file) is { IsLink: false })];
        hidden.AddRange(BoundSockets.Below(path));
        if (IsWithin(state, path) && Directory.Exists(state))
        {
            hidden.Add(state);
        }

        return hidden;
    }

    // Git runs what its hooks and configuration say, the next time that the user calls it, and finds them by other files of
    // the folder, such as commondir, which need not be there yet. As a whole it is also not moved away and made anew.
    private List<string> Kept(string path, string given)
    {
        string git = Path.Combine(path, ".git");
        return FileFacts.Of(git) switch
        {
            null => [],
            { IsLink: true } => throw Refuse(given, $"'{git}' is a symbolic link, which cannot be kept as it is"),
            _ => [git],
        };
    }

    // The part that a manifest wrote: a link in it would lead somewhere else than what was shown and approved.
    private string Follow(string start, string rest, string given)
    {
        string path = start;
        foreach (string part in rest.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            path = Path.Combine(path, part);
            if (FileFacts.Of(path) is { IsLink: true })
            {
                throw Refuse(given, $"'{path}' is a symbolic link");
            }
        }

        return path;
    }

    private static string RealPath(string path)
    {
        string real = "/";
        foreach (string part in Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            if (FileFacts.Of(real) is { IsLink: true })
            {
                string? target = (Directory.ResolveLinkTarget(real, returnFinalTarget: true) ?? File.ResolveLinkTarget(real, returnFinalTarget: true))?.FullName;
                real = target is null ? real : target == real ? real : RealPath(target);
            }
        }

        return real;
    }

    private static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith(folder == "/" ? "/" : folder + "/", StringComparison.Ordinal);

    private PluginException Refuse(string path, string why) => new(
        PluginErrorCode.SandboxUnavailable,
        $"The plugin '{plugin}' was granted '{path}', and that cannot be given: {why}.",
        "Run it in a project folder of its own, or revoke the grant.",
        plugin);
}
