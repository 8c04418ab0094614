using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using GaoDev.Plugins.Confinement;
using GaoDev.Plugins.Loading;

namespace GaoDev.Runtime.Confinement;

/// <summary>
/// A folder for one plugin process, made anew at each start: the host, the plugin's files under neutral names, and the
/// broker's socket. What is bound into a sandbox is what was taken here, whatever becomes of the originals; and where
/// root runs the tool, the unprivileged user can reach it.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class StagingFolder : IDisposable
{
    private const string Prefix = "gaodev-";
    private const uint OwnerOnly = 0x1C0; // 0700
    private const UnixFileMode ReadableByAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode PassableByAll = ReadableByAll | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private StagingFolder(string path) => Path = path;

    public string Path { get; }

    public string Host => System.IO.Path.Combine(Path, "host");

    public string Plugin => System.IO.Path.Combine(Path, "plugin");

    public string Socket => System.IO.Path.Combine(Path, "egress.sock");

    /// <exception cref="IOException">No folder can be made.</exception>
    public static StagingFolder Create()
    {
        // Short, since a socket's path is; and not TMPDIR, which may lie where the unprivileged user cannot go.
        foreach (string parent in (string[])["/tmp", "/var/tmp", System.IO.Path.GetTempPath()])
        {
            Sweep(parent);
            string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
            string path = System.IO.Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{id}"));
            if (LinuxCalls.MakeDirectory(path, OwnerOnly) != 0)
            {
                continue;
            }

            StagingFolder folder = new(path);
            foreach (string part in (string[])[path, folder.Host, folder.Plugin])
            {
                Directory.CreateDirectory(part);
                File.SetUnixFileMode(part, PassableByAll);
            }

            return folder;
        }

        throw new IOException("No folder for a plugin's process can be made in /tmp.", new Win32Exception(Marshal.GetLastPInvokeError()));
    }

    /// <summary>Takes the host's files.</summary>
    public void AddHost(string folder)
    {
        foreach (string file in Directory.GetFiles(folder))
        {
            Take(file, System.IO.Path.Combine(Host, System.IO.Path.GetFileName(file)));
        }
    }

    /// <summary>Takes a plugin's files.</summary>
    /// <returns>Their places as the sandbox has them.</returns>
    public PluginAssets AddPlugin(PluginAssets assets) => new(
        assets.EntryAssembly,
        Take("managed", assets.Managed),
        Take("native", assets.Native),
        assets.Satellites.ToDictionary(
            culture => culture.Key,
            IReadOnlyDictionary<string, string> (culture) => Take(System.IO.Path.Combine("satellites", Name(culture.Key)), culture.Value),
            StringComparer.OrdinalIgnoreCase));

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Swept by a later start.
        }
    }

    private Dictionary<string, string> Take(string folder, IReadOnlyDictionary<string, string> files)
    {
        Dictionary<string, string> taken = new(StringComparer.OrdinalIgnoreCase);
        if (files.Count > 0)
        {
            string target = System.IO.Path.Combine(Plugin, folder);
            for (string part = target; part != Plugin; part = System.IO.Path.GetDirectoryName(part)!)
            {
                Directory.CreateDirectory(part);
                File.SetUnixFileMode(part, PassableByAll);
            }

            foreach ((string name, string path) in files)
            {
                string file = Name(System.IO.Path.GetFileName(path));
                Take(path, System.IO.Path.Combine(target, file));
                taken[name] = $"{SandboxLayout.Plugin}/{folder}/{file}";
            }
        }

        return taken;
    }

    private static void Take(string from, string to)
    {
        if (FileFacts.Of(from) is not { IsRegular: true } facts)
        {
            throw new IOException($"'{from}' is no file.");
        }

        if (facts.IsReadableByAll && LinuxCalls.Link(from, to) == 0)
        {
            return;
        }

        File.Copy(from, to);
        File.SetUnixFileMode(to, ReadableByAll);
    }

    private static string Name(string name) => name is "" or "." or ".." || name.AsSpan().IndexOfAny('/', '\0') >= 0
        ? throw new IOException($"A file of the plugin has a name that no file can have: '{name}'.")
        : name;

    // What an application left that was killed. Folders of another user stay, since they cannot be deleted.
    private static void Sweep(string parent)
    {
        try
        {
            foreach (string path in Directory.GetDirectories(parent, Prefix + "*"))
            {
                string[] parts = System.IO.Path.GetFileName(path).Split('-');
                if (parts.Length == 3 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int owner)
                    && !Directory.Exists($"/proc/{parts[1]}") && owner > 0
                    && FileFacts.Of(path) is { IsFolder: true } facts && facts.Owner == LinuxCalls.EffectiveUser())
                {
                    new StagingFolder(path).Dispose();
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It can wait.
        }
    }
}
