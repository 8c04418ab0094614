using System.Globalization;
using GaoDev.Runtime.Execution;

namespace GaoDev.Host.Tests.Security;

/// <summary>The attacks that one process can make one after the other, with what they aim at.</summary>
internal static class DeniedAttacks
{
    /// <summary>Name of the attack, and whether its control is one that an ordinary user can be seen to succeed with.</summary>
    public static readonly (string Name, Control Control)[] All =
    [
        ("read:{home}/.ssh/id_test", Control.Anyone),
        ("read:{home}/.bash_history", Control.Anyone),
        ("read:/etc/passwd", Control.Anyone),
        ("read:/etc/shadow", Control.Root),
        ("read:{repository}", Control.Anyone),
        ("read:/proc/{sleeper}/environ", Control.Anyone),
        ("read:/proc/{sleeper}/cmdline", Control.Anyone),
        ("list:{home}", Control.Anyone),
        ("list:{home}/..", Control.Anyone),
        ("list:/usr/bin", Control.Anyone),
        ("others:", Control.Anyone),
        ("memory-of:/proc/{sleeper}/mem", Control.Anyone),
        ("memory-of:/proc/1/mem", Control.None),
        ("write:{home}/written", Control.Anyone),
        ("write:{home}/.bashrc", Control.Anyone),
        ("write:/tmp/gaodev-canary-{id}", Control.Anyone),
        ("write:/dev/shm/gaodev-canary-{id}", Control.Anyone),
        ("write:/home/plugin/x", Control.None),
        ("write:/app/plugin/x", Control.None),
        ("write:/app/host/GaoDev.Host.dll", Control.None),
        ("write:/x", Control.None),
        ("write:/dev/x", Control.None),
        ("symlink:{home}/canary|{home}", Control.Anyone),
        ("symlink:{home}/canary|/tmp", Control.None),
        ("hardlink:{home}/canary|{home}", Control.Anyone),
        ("setuid:{home}", Control.Anyone),
        ("inodes:/tmp|3", Control.None),
        ("sysctl:/proc/sys/kernel/core_pattern", Control.Root),
        ("sysctl:/proc/sys/kernel/hostname", Control.Root),
        ("sysctl:/proc/self/oom_score_adj", Control.Anyone),
        ("tcp:{tcp4}", Control.Anyone),
        ("tcp:{tcp6}", Control.Anyone),
        ("udp:{udp}", Control.Anyone),
        ("dns:localhost", Control.Anyone),
        ("unix:{unix}", Control.Anyone),
        (@"unix:\0{abstract}", Control.Anyone),
        ("socket:16,3,0", Control.Anyone), // netlink
        ("socket:1,5,0", Control.Anyone), // sequenced packets
        ("socket:17,3,0", Control.Root), // packet
        ("socket:2,3,1", Control.Root), // raw
        ("socket:40,1,0", Control.None), // vsock, which no network namespace holds
        ("socket:38,5,0", Control.None), // the kernel's cryptography
        ("exec:/bin/sh -c id", Control.Anyone),
        ("exec:{dotnet} --version", Control.Anyone),
        ("exec:/app/dotnet/dotnet --version", Control.None),
        ("fork:", Control.None), // half of a runtime does not live long: exec is its control
        ("clone:", Control.None),
        ("signal:{sleeper}", Control.Anyone),
        ("signal:-1", Control.None),
        ("raise-limit:4", Control.Anyone),
        ("dumpable:", Control.Anyone),
        ("ptrace:", Control.None),
        ("mount:", Control.None),
        ("unshare:", Control.None),
        ("memfd:4", Control.Anyone),
        ("shared:32", Control.Anyone),
        ("sysv:16", Control.Anyone),
        ("http:http://{tcp4}/", Control.None),
        ("own-http:http://{tcp4}/", Control.None),
    ];

    /// <summary>What says that it succeeded where it only spoke to itself: the listeners know better.</summary>
    public static bool IsJudgedByListeners(string attack) => attack.StartsWith("udp:", StringComparison.Ordinal) || attack.StartsWith("own-http:", StringComparison.Ordinal);

    public static string Fill(string attack, string home, CanaryListeners listeners, int sleeper, string id) => attack
        .Replace("{home}", home, StringComparison.Ordinal)
        .Replace("{repository}", typeof(DeniedAttacks).Assembly.Location, StringComparison.Ordinal)
        .Replace("{sleeper}", sleeper.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{tcp4}", listeners.Tcp4, StringComparison.Ordinal)
        .Replace("{tcp6}", listeners.Tcp6, StringComparison.Ordinal)
        .Replace("{udp}", listeners.Udp, StringComparison.Ordinal)
        .Replace("{unix}", listeners.UnixPath, StringComparison.Ordinal)
        .Replace("{abstract}", listeners.AbstractName, StringComparison.Ordinal)
        .Replace("{dotnet}", DotnetLauncher.Find(new HostOptions()), StringComparison.Ordinal)
        .Replace("{id}", id, StringComparison.Ordinal);
}
