using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using GaoDev.Plugins.Confinement;
using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Runtime.Confinement;

/// <summary>
/// The programs that set a sandbox up. They are taken from where the system installs them and never from PATH, and only
/// where nobody but root can have changed them.
/// </summary>
internal static partial class Bubblewrap
{
    public const string FileName = "bwrap";

    private const string InstallHint = "Install the package bubblewrap (Debian, Ubuntu, Fedora, Arch: 'bubblewrap'), then run 'gao-dev doctor'.";
    private static readonly Version Oldest = new(0, 8, 0);
    private static readonly string[] Folders = ["/usr/bin", "/bin"];
    private static readonly ConcurrentDictionary<(string Path, DateTime Written), Version?> Versions = new();

    /// <summary>The trusted bubblewrap of this machine.</summary>
    /// <param name="named">A path that was set instead, held to the same demands.</param>
    /// <param name="plugin">Who needs it, for the message.</param>
    /// <exception cref="PluginException">This machine cannot confine a plugin.</exception>
    public static string Require(string? named, string plugin)
    {
        RequirePlatform(plugin);
        if (!SystemCallFilter.IsSupported)
        {
            throw Refuse(plugin, "there is no system call filter for this processor", "Run it on x86-64 or arm64.");
        }

        string path = RequireTrusted(FileName, named, plugin, InstallHint);
        RequireRecent(path, Versions.GetOrAdd((path, File.GetLastWriteTimeUtc(path)), static key => ReadVersion(key.Path)), plugin);
        return path;
    }

    /// <exception cref="PluginException">It is older than what sandboxes are made with here, or does not say.</exception>
    internal static void RequireRecent(string path, Version? version, string plugin)
    {
        if (version is null || version < Oldest)
        {
            throw Refuse(plugin, $"'{path}' is bubblewrap {version?.ToString() ?? "of an unknown version"}, and {Oldest} or newer is needed", InstallHint);
        }
    }

    /// <exception cref="PluginException">On this operating system nothing is confined.</exception>
    public static void RequirePlatform(string plugin)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw Refuse(plugin, "plugins can be confined on Linux only", "Run it on Linux, or allow it to run without confinement: install it with --without-confinement.");
        }
    }

    /// <summary>A program of the base system.</summary>
    /// <exception cref="PluginException">It is not there, or others than root can change it.</exception>
    public static string RequireTrusted(string name, string? named, string plugin, string remedy)
    {
        string? path = named ?? Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (path is null || FileFacts.Of(path, follow: true) is not { IsRegular: true } facts)
        {
            throw Refuse(plugin, $"{(name == FileName ? "bubblewrap" : name)} is not installed ({named ?? string.Join(" or ", Folders.Select(folder => Path.Combine(folder, name)))})", remedy);
        }

        if (facts.Owner != LinuxCalls.RootUser || facts.IsUntrusted)
        {
            throw Refuse(plugin, $"'{path}' is not trusted: it must belong to root, be writable by root only, and not be set-user-id", "Install the package of the system anew.");
        }

        return path;
    }

    public static PluginException Refuse(string plugin, string why, string remedy) => new(
        PluginErrorCode.SandboxUnavailable, $"The plugin '{plugin}' cannot be confined on this machine: {why}.", remedy, plugin);

    internal static Version? ReadVersion(string path)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(path, "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return ParseVersion(text);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    internal static Version? ParseVersion(string words) =>
        VersionText().Match(words) is { Success: true } match && Version.TryParse(match.Value, out Version? version) ? version : null;

    [GeneratedRegex(@"\d+\.\d+(\.\d+)?")]
    private static partial Regex VersionText();
}
