namespace GaoDev.Runtime.Confinement;

/// <summary>What bubblewrap or its helpers said when they gave up, and what to do about it.</summary>
internal static class SandboxFailure
{
    private const string Speaker = "bwrap: ";

    private static readonly (string Sign, string Why, string Remedy)[] Known =
    [
        ("No permissions to create", "user namespaces are denied", NamespaceHint),
        ("Creating new namespace failed", "user namespaces are denied", NamespaceHint),
        ("setting up uid map", "user namespaces are restricted", NamespaceHint),
        ("RTM_NEWADDR", "network namespaces are restricted", NamespaceHint),
        ("Failed to make / slave", "mounts are denied, as in a container", NamespaceHint),
        ("Can't mount proc", "/proc cannot be mounted, as in a container", NamespaceHint),
        ("Unknown option", "bubblewrap is too old", "Install bubblewrap 0.8 or newer."),
    ];

    public const string NamespaceHint =
        "Ubuntu: give bwrap an AppArmor profile (apt install apparmor-profiles, or sysctl kernel.apparmor_restrict_unprivileged_userns=0); "
        + "Debian: sysctl kernel.unprivileged_userns_clone=1; RHEL: sysctl user.max_user_namespaces=10000; Docker: --security-opt seccomp=unconfined; WSL 1: use WSL 2. Then run 'gao-dev doctor'.";

    /// <summary>What failed, or null where the words are not those of a sandbox that could not be set up.</summary>
    public static (string Why, string Remedy)? Find(string words)
    {
        int at = words.IndexOf(Speaker, StringComparison.Ordinal);
        if (at < 0)
        {
            return words.Contains("setpriv: ", StringComparison.Ordinal)
                ? ($"the user could not be changed: {words}", "Run gao-dev as an ordinary user.")
                : null;
        }

        string said = words[(at + Speaker.Length)..];
        foreach ((string sign, string why, string remedy) in Known)
        {
            if (said.Contains(sign, StringComparison.OrdinalIgnoreCase))
            {
                return ($"{why} ({said})", remedy);
            }
        }

        return (said, "Run 'gao-dev doctor'.");
    }
}
