using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using GaoDev.Permissions;
using GaoDev.Plugins.Confinement;
using GaoDev.Plugins.Loading;
using GaoDev.Runtime.Egress;
using GaoDev.Runtime.Execution;

namespace GaoDev.Runtime.Confinement;

/// <summary>Sets up everything that a confined process needs, and describes its start. Nothing is left behind where it fails.</summary>
[SupportedOSPlatform("linux")]
internal static class SandboxedStart
{
    private const string BaseHint = "Install the package util-linux.";

    /// <exception cref="Plugins.Diagnostics.PluginException">This machine cannot confine it, or its grant cannot be given.</exception>
    public static async Task<HostLaunch> PrepareAsync(HostedPlugin plugin, SandboxProfile profile, HostOptions options)
    {
        string bubblewrap = Bubblewrap.Require(options.BubblewrapPath, plugin.Name);
        string session = Bubblewrap.RequireTrusted("setsid", null, plugin.Name, BaseHint);
        string? drop = IsRoot ? Bubblewrap.RequireTrusted("setpriv", null, plugin.Name, BaseHint) : null;
        string dotnetRoot = Path.GetDirectoryName(FollowLinks(DotnetLauncher.Find(options)))!;
        SecretVault vault = new(plugin.Configuration);
        List<MemoryFile> files = [];
        EgressBroker? broker = null;
        StagingFolder? staging = null;
        try
        {
            staging = StagingFolder.Create();
            staging.AddHost(Path.GetDirectoryName(HostLocation.Find(options))!);
            PluginAssets assets = staging.AddPlugin(plugin.Assets);
            RequireReachable(plugin, profile, dotnetRoot);
            PrepareStorage(profile);
            if (profile.HasNetwork)
            {
                EgressPolicy requests = new(plugin.Granted, plugin.Configuration), tunnels = new(plugin.Granted, plugin.Configuration, PermissionKind.Tunnel);
                broker = new EgressBroker(staging.Socket, plugin.Name, requests, tunnels, vault, new EgressAudit(options.StateDirectory), options.Egress, options.TimeProvider);
                OwnSocket(staging.Socket);
            }

            MemoryFile filter = Add(files, new MemoryFile("filter", SystemCallFilter.First(RuntimeInformation.ProcessArchitecture)));
            MemoryFile info = Add(files, new MemoryFile("info", []));
            MemoryFile arguments = Add(files, new MemoryFile(
                "arguments",
                SandboxArguments.Write(profile, staging, dotnetRoot, SandboxEnvironment.Build(plugin, profile, options.Limits, vault), filter.Descriptor, info.Descriptor)));
            ProcessStartInfo start = Describe(session, drop, bubblewrap, arguments.Descriptor, Limits(profile, options.Limits));
            string workingDirectory = profile.Folders.Any(folder => IsWithin(plugin.WorkingDirectory, folder.Path)) ? plugin.WorkingDirectory : SandboxLayout.Home;
            HostSandbox sandbox = new(profile, vault, staging, broker, files, info);
            return new HostLaunch(start, assets, workingDirectory, sandbox);
        }
        catch (Exception exception)
        {
            if (broker is not null)
            {
                await broker.DisposeAsync().ConfigureAwait(false);
            }

            staging?.Dispose();
            files.ForEach(file => file.Dispose());
            if (exception is IOException or UnauthorizedAccessException or SocketException)
            {
                throw Bubblewrap.Refuse(plugin.Name, exception.Message.TrimEnd('.'), "Free some room in /tmp, and run 'gao-dev doctor'.");
            }

            throw;
        }
    }

    private static bool IsRoot => LinuxCalls.EffectiveUser() == LinuxCalls.RootUser;

    // A session of its own: what a terminal sends to the tool is not sent to the plugin.
    private static ProcessStartInfo Describe(string session, string? drop, string bubblewrap, int arguments, IEnumerable<string> limits)
    {
        ProcessStartInfo start = new(session)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        if (drop is not null)
        {
            string user = LinuxCalls.UnprivilegedUser.ToString(CultureInfo.InvariantCulture);
            Add(start, drop, $"--reuid={user}", $"--regid={user}", "--clear-groups", "--no-new-privs");
        }

        Add(start, bubblewrap, "--args", arguments.ToString(CultureInfo.InvariantCulture), "--", $"{SandboxLayout.Dotnet}/dotnet", "exec", $"{SandboxLayout.Host}/{HostLocation.File}");
        Add(start, limits);
        return start;
    }

    private static IEnumerable<string> Limits(SandboxProfile profile, PluginLimits limits) =>
        new HostLimitArguments(limits.PrivateMemory, limits.Threads, limits.Descriptors, limits.FileSize, profile.Programs.Count > 0, [.. profile.Folders.SelectMany(folder => folder.Pins)]).ToArguments();

    // Where root runs the tool, what is bound must be within the unprivileged user's reach.
    private static void RequireReachable(HostedPlugin plugin, SandboxProfile profile, string dotnetRoot)
    {
        if (!IsRoot)
        {
            return;
        }

        foreach (string path in profile.Folders.Select(folder => folder.Path).Concat(profile.Programs.SelectMany(program => program.Needs.Prepend(program.Path))).Prepend(dotnetRoot))
        {
            for (string? folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
            {
                if (FileFacts.Of(folder, follow: true) is { IsPassableByAll: false })
                {
                    throw Bubblewrap.Refuse(
                        plugin.Name,
                        $"run by root it has no rights of its own, and '{folder}' is closed to it, which holds '{path}'",
                        "Run gao-dev as an ordinary user, or move what it needs to a place that all may enter.");
                }
            }
        }
    }

    private static void PrepareStorage(SandboxProfile profile)
    {
        if (profile.Storage is { } storage)
        {
            Directory.CreateDirectory(storage);
            if (IsRoot)
            {
                _ = LinuxCalls.ChangeOwner(storage, LinuxCalls.UnprivilegedUser, LinuxCalls.UnprivilegedUser);
            }
            else
            {
                File.SetUnixFileMode(storage, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
    }

    // The socket belongs to the one user that is to speak on it.
    private static void OwnSocket(string path)
    {
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (IsRoot && LinuxCalls.ChangeOwner(path, LinuxCalls.UnprivilegedUser, LinuxCalls.UnprivilegedUser) != 0)
        {
            throw new IOException("The broker's socket cannot be handed over.");
        }
    }

    private static string FollowLinks(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static bool IsWithin(string path, string folder) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static MemoryFile Add(List<MemoryFile> files, MemoryFile file)
    {
        files.Add(file);
        return file;
    }

    private static void Add(ProcessStartInfo start, params IEnumerable<string> arguments)
    {
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
    }
}
