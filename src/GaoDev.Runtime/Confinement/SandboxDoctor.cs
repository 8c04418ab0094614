using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using GaoDev.Plugins;
using GaoDev.Plugins.Confinement;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Loading;
using GaoDev.Plugins.Manifests;
using GaoDev.Plugins.Protocol;
using GaoDev.Providers;
using GaoDev.Runtime.Execution;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Runtime.Confinement;

/// <summary>Looks at every layer of the sandbox one by one, and at last makes one and lets the host prove it. No plugin runs.</summary>
internal static class SandboxDoctor
{
    private const string Subject = "doctor";

    public static async IAsyncEnumerable<SandboxFinding> ExamineAsync(HostOptions options)
    {
        yield return Try("system", () => OperatingSystem.IsLinux()
            ? $"Linux {Environment.OSVersion.Version}"
            : throw Bubblewrap.Refuse(Subject, $"{RuntimeInformation.OSDescription} has no sandbox that gao-dev knows", "Run gao-dev on Linux, or install a plugin with --without-confinement."));
        if (!OperatingSystem.IsLinux())
        {
            yield break;
        }

        yield return Try("processor", () => SystemCallFilter.IsSupported
            ? $"{RuntimeInformation.ProcessArchitecture}, with system call filters"
            : throw Bubblewrap.Refuse(Subject, $"there are no system call filters for {RuntimeInformation.ProcessArchitecture}", "Run it on x86-64 or arm64."));
        yield return Try("user", () => LinuxCalls.EffectiveUser() == LinuxCalls.RootUser
            ? string.Create(CultureInfo.InvariantCulture, $"root; plugins run as user {LinuxCalls.UnprivilegedUser}, which owns nothing")
            : $"an ordinary one ({Environment.UserName})");
        yield return Try("bubblewrap", () =>
        {
            string path = Bubblewrap.Require(options.BubblewrapPath, Subject);
            return $"{path} {Bubblewrap.ReadVersion(path)}, owned by root";
        });
        yield return Try("helpers", () => string.Join(", ", Helpers().Select(name => Bubblewrap.RequireTrusted(name, null, Subject, "Install the package util-linux."))));
        yield return Try("namespaces", () => ExamineNamespaces(options));
        yield return Try("seccomp", () => File.Exists("/proc/sys/kernel/seccomp/actions_avail")
            ? "the kernel has filters"
            : throw Bubblewrap.Refuse(Subject, "the kernel has no seccomp", "Use a kernel with CONFIG_SECCOMP_FILTER."));
        yield return Try("runtime", () => DotnetLauncher.Find(options));
        yield return Try("host", () => HostLocation.Find(options));
        yield return await ExamineSandboxAsync(options).ConfigureAwait(false);
        yield return ExamineControlGroup();
    }

    private static IEnumerable<string> Helpers() => LinuxCalls.EffectiveUser() == LinuxCalls.RootUser ? ["setsid", "setpriv"] : ["setsid"];

    private static SandboxFinding Try(string layer, Func<string> examine)
    {
        try
        {
            return new SandboxFinding(layer, IsSound: true, examine());
        }
        catch (PluginException exception)
        {
            return Unsound(layer, exception);
        }
    }

    private static SandboxFinding Unsound(string layer, PluginException exception)
    {
        const string Opening = "The plugin 'doctor' cannot be confined on this machine: ";
        string found = exception.Message.StartsWith(Opening, StringComparison.Ordinal) ? exception.Message[Opening.Length..] : exception.Message;
        return new SandboxFinding(layer, IsSound: false, found, exception.Remedy);
    }

    // Nothing is executed in it that this machine need not have: the sandbox is made, and then the program is not found.
    private static string ExamineNamespaces(HostOptions options)
    {
        string bubblewrap = Bubblewrap.Require(options.BubblewrapPath, Subject);
        ProcessStartInfo start = new(bubblewrap) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])["--unshare-user", "--uid", "65534", "--gid", "65534", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-net", "--disable-userns", "--proc", "/proc", "--dev", "/dev", "--remount-ro", "/", "--", "/nothing"])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return said.Contains("execvp /nothing", StringComparison.Ordinal)
            ? "user, process, network, mount and host name namespaces can be made"
            : throw Bubblewrap.Refuse(Subject, said.Trim() is { Length: > 0 } words ? words : $"bubblewrap ended with {process.ExitCode}", SandboxFailure.NamespaceHint);
    }

    [SupportedOSPlatform("linux")]
    private static async Task<SandboxFinding> ExamineSandboxAsync(HostOptions options)
    {
        HostedPlugin nothing = new(
            new ProviderManifest(new ProviderMetadata { Name = Subject, Version = "0.0.0", SupportedModels = [] }, "None", "{}"),
            new PluginAssets("None", new Dictionary<string, string>(), new Dictionary<string, string>(), new Dictionary<string, IReadOnlyDictionary<string, string>>()),
            ProviderConfiguration.Empty,
            "/",
            new Dictionary<string, string>());
        try
        {
            SandboxProfile profile = SandboxProfileBuilder.Build(nothing, task: null, options.StateDirectory);
            HostChild child = await HostChild.LaunchAsync(nothing, profile, options).ConfigureAwait(false);
            await using (child.ConfigureAwait(false))
            {
                using FrameReader reader = new(child.Output, ProtocolLimits.MaximumChildFrame);
                using FrameWriter writer = new(child.Input, ProtocolLimits.MaximumParentFrame);
                PluginText text = new(nothing.Configuration);
                HostConversation conversation = new(reader, writer, nothing.Name, text, NullLogger.Instance);
                try
                {
                    await new HostHandshake(nothing, options, child, reader, conversation, text).GreetAsync(CancellationToken.None).ConfigureAwait(false);
                }
                finally
                {
                    child.Kill();
                    await child.EndAsync(options.Grace, options.TimeProvider).ConfigureAwait(false);
                }
            }

            return new SandboxFinding("sandbox", IsSound: true, "a host proved: no capabilities, no new privileges, filtered; opening, connecting, forking and executing denied");
        }
        catch (PluginException exception)
        {
            return Unsound("sandbox", exception);
        }
    }

    private static SandboxFinding ExamineControlGroup() => ControlGroup.FindDelegated() is { } group
        ? new SandboxFinding("control group", IsSound: true, $"{group}: memory, processes and processor are held by the kernel too")
        : new SandboxFinding("control group", IsSound: null, "none delegated; limits are held by rlimits and by watching", "Optional: start gao-dev with 'systemd-run --user --scope -p Delegate=yes'.");
}
