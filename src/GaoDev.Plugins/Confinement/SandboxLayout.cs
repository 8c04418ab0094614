namespace GaoDev.Plugins.Confinement;

/// <summary>Where things are inside a sandbox. Neutral names: a plugin does not learn who runs it, or from where.</summary>
internal static class SandboxLayout
{
    public const string Host = "/app/host";

    public const string Plugin = "/app/plugin";

    public const string Dotnet = "/app/dotnet";

    /// <summary>The one folder of PATH: links to the programs that the plugin was granted.</summary>
    public const string Programs = "/app/bin";

    public const string Home = "/home/plugin";

    /// <summary>The broker's socket; not there where the plugin was granted no host.</summary>
    public const string EgressSocket = "/run/gaodev/egress.sock";

    /// <summary>The certificate of the relay inside the sandbox, as this descriptor of the host.</summary>
    public const int AuthorityDescriptor = 60;

    /// <summary>The machine's authorities, shown to a plugin that was granted a tunnel.</summary>
    public const string Authorities = "/etc/ssl/certs";

    /// <summary>What the host's tools are told to trust, by <c>SSL_CERT_FILE</c>.</summary>
    public const string AuthorityFile = "/proc/self/fd/60";
}
