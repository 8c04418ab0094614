using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using GaoDev.Plugins.Confinement;

namespace GaoDev.Runtime.Confinement;

/// <summary>
/// Writes bubblewrap's arguments. They go through a memory file, so that neither the sandbox nor other users can read
/// them, and none of them can be taken for an option.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class SandboxArguments
{
    private const string SharedMemory = "/dev/shm";
    private const string ConfinedUser = "65534";

    private readonly List<string> arguments = [];
    private readonly HashSet<string> folders = new(StringComparer.Ordinal) { "/" };

    public static byte[] Write(SandboxProfile profile, StagingFolder staging, string dotnetRoot, IEnumerable<KeyValuePair<string, string>> environment, int filter, int info)
    {
        SandboxArguments result = new();
        result.AddNamespaces();
        result.AddEnvironment(environment);
        result.AddSystem(dotnetRoot);
        result.Bind(staging.Host, SandboxLayout.Host);
        result.Bind(staging.Plugin, SandboxLayout.Plugin);
        if (profile.HasNetwork)
        {
            result.Bind(staging.Socket, SandboxLayout.EgressSocket);
        }

        if (profile.HasTunnel)
        {
            result.BindWhereThere(SandboxLayout.Authorities);
            result.BindWhereThere("/usr/share/ca-certificates");
        }

        result.Add("--proc", "/proc", "--dev", "/dev", "--tmpfs", SharedMemory, "--dir", "/tmp");
        if (profile.Storage is not null)
        {
            result.Add("--bind", profile.Storage, SandboxLayout.Home);
        }
        else
        {
            result.Add("--dir", SandboxLayout.Home);
        }

        result.AddFolders(profile);
        result.AddPrograms(profile);
        result.Add("--chdir", SandboxLayout.Home, "--remount-ro", SharedMemory, "--remount-ro", "/dev", "--remount-ro", "/proc", "--remount-ro", "/");
        result.Add("--seccomp", Text(filter), "--info-fd", Text(info));
        return Encoding.UTF8.GetBytes(string.Join('\0', result.arguments) + "\0");
    }

    private void AddNamespaces() => Add(
        "--unshare-user", "--uid", ConfinedUser, "--gid", ConfinedUser, "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try",
        "--unshare-net", "--disable-userns", "--cap-drop", "ALL", "--as-pid-1", "--die-with-parent", "--new-session", "--hostname", "plugin");

    private void AddEnvironment(IEnumerable<KeyValuePair<string, string>> environment)
    {
        Add("--clearenv");
        foreach ((string name, string value) in environment)
        {
            Add("--setenv", name, value);
        }
    }

    // The runtime and the libraries that it is linked to; no programs and no settings.
    private void AddSystem(string dotnetRoot)
    {
        foreach (string part in (string[])["dotnet", "host", "shared/Microsoft.NETCore.App"])
        {
            Bind(Path.Combine(dotnetRoot, part), $"{SandboxLayout.Dotnet}/{part}");
        }

        string triplet = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? "x86_64-linux-gnu" : "aarch64-linux-gnu";
        foreach (string root in (string[])["/usr/lib", "/lib"])
        {
            if (FileFacts.Of(root) is { IsFolder: true })
            {
                BindWhereThere($"{root}/{triplet}");
                BindWhereThere($"{root}/ld-linux-aarch64.so.1");
            }
        }

        BindWhereThere("/usr/lib64");
        foreach (string root in (string[])["/lib", "/lib64"])
        {
            FileFacts? facts = FileFacts.Of(root);
            if (facts is { IsLink: true })
            {
                Add("--symlink", File.ResolveLinkTarget(root, returnFinalTarget: false)!.ToString(), root);
            }
            else if (facts is { IsFolder: true } && root == "/lib64")
            {
                Bind(root, root);
            }
        }

        BindWhereThere("/usr/share/zoneinfo");
        BindWhereThere("/etc/localtime");
    }

    private void AddFolders(SandboxProfile profile)
    {
        foreach (SandboxFolder folder in profile.Folders)
        {
            Add(folder.IsWritable ? "--bind" : "--ro-bind", folder.Path, folder.Path);
        }

        foreach (SandboxFolder folder in profile.Folders)
        {
            foreach (string kept in folder.Kept)
            {
                Add("--ro-bind", kept, kept);
            }

            foreach (string hidden in folder.Hidden)
            {
                if (Directory.Exists(hidden))
                {
                    Add("--tmpfs", hidden, "--remount-ro", hidden);
                }
                else
                {
                    Add("--ro-bind", "/dev/null", hidden);
                }
            }
        }
    }

    private void AddPrograms(SandboxProfile profile)
    {
        foreach (SandboxProgram program in profile.Programs)
        {
            foreach (string path in program.Needs.Prepend(program.Path).Distinct())
            {
                Bind(path, path);
            }

            Add("--symlink", program.Path, $"{SandboxLayout.Programs}/{program.Name}");
            foreach (string need in program.Needs.Where(File.Exists).DistinctBy(Path.GetFileName).Where(need => Path.GetFileName(need) != program.Name))
            {
                Add("--symlink", need, $"{SandboxLayout.Programs}/{Path.GetFileName(need)}");
            }
        }
    }

    private void Bind(string from, string to)
    {
        if (folders.Add(to))
        {
            Add("--ro-bind", from, to);
        }
    }

    private void BindWhereThere(string path)
    {
        if (folders.Add(path))
        {
            Add("--ro-bind-try", path, path);
        }
    }

    private void Add(params IEnumerable<string> parts)
    {
        foreach (string part in parts)
        {
            arguments.Add(part.Contains('\0', StringComparison.Ordinal) ? throw new IOException("An argument of the sandbox has a NUL in it.") : part);
        }
    }

    private static string Text(int descriptor) => descriptor.ToString(CultureInfo.InvariantCulture);
}
