using System.Text;
using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Runtime.Confinement;

/// <summary>Finds the programs that a plugin was granted to start, and what each needs to run.</summary>
internal static class GrantedPrograms
{
    private const int LongestFirstLine = 256;
    private const int Executable = 1; // X_OK
    private const int MostInterpreters = 4;
    private const string Modules = "/node_modules/";

    private static readonly string[] SharedFolders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin", "/usr/local/sbin"];

    /// <exception cref="PluginException">There is no such program.</exception>
    public static SandboxProgram Find(string name, string plugin)
    {
        if (name.Length == 0 || name.AsSpan().IndexOfAny('/', '\0') >= 0 || name is "." or ".." || Locate(name) is not { } path)
        {
            throw new PluginException(
                PluginErrorCode.SandboxUnavailable,
                $"The plugin '{plugin}' needs the program '{name}', which is not in PATH.",
                $"Install {name}, then run it again.",
                plugin);
        }

        List<string> needs = [];
        AddPackage(path, needs);
        AddInterpreters(path, needs);
        return new SandboxProgram(name, path, needs);
    }

    private static string? Locate(string name)
    {
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            string path = Path.Combine(folder, name);
            if (Path.IsPathFullyQualified(path) && File.Exists(path) && LinuxCalls.Access(path, Executable) == 0)
            {
                return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            }
        }

        return null;
    }

    // A script finds the rest of its package beside itself.
    private static void AddPackage(string path, List<string> needs)
    {
        int modules = path.LastIndexOf(Modules, StringComparison.Ordinal);
        if (modules >= 0)
        {
            string[] rest = path[(modules + Modules.Length)..].Split('/');
            int parts = rest[0].StartsWith('@') ? 2 : 1;
            needs.Add(path[..(modules + Modules.Length)] + string.Join('/', rest.Take(parts)));
        }
        else if (Path.GetDirectoryName(path) is { } folder && !SharedFolders.Contains(folder) && Path.GetFileName(folder) != "bin")
        {
            needs.Add(folder);
        }
    }

    private static void AddInterpreters(string path, List<string> needs)
    {
        for (int depth = 0; depth < MostInterpreters && ReadInterpreter(path) is { } words; depth++)
        {
            foreach (string word in words)
            {
                if ((Path.IsPathFullyQualified(word) ? word : Locate(word)) is { } found && File.Exists(found))
                {
                    string real = File.ResolveLinkTarget(found, returnFinalTarget: true)?.FullName ?? found;
                    needs.Add(found);
                    needs.Add(real);
                    if (Path.GetFileName(real).StartsWith("node", StringComparison.Ordinal) && Directory.Exists("/usr/share/nodejs"))
                    {
                        needs.Add("/usr/share/nodejs");
                    }

                    path = real;
                }
            }
        }
    }

    private static string[]? ReadInterpreter(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] start = new byte[LongestFirstLine];
            int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            string text = Encoding.UTF8.GetString(start, 0, length);
            return text.StartsWith("#!", StringComparison.Ordinal) && text.IndexOf('\n', StringComparison.Ordinal) is > 2 and int end
                ? text[2..end].Split(' ', StringSplitOptions.RemoveEmptyEntries)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
