using System.Globalization;
using GaoDev.Plugins.Confinement;
using GaoDev.Runtime.Egress;
using GaoDev.Runtime.Execution;

namespace GaoDev.Runtime.Confinement;

/// <summary>A confined process's environment: neutral, and what was granted of the user's, without a secret's value in it.</summary>
internal static class SandboxEnvironment
{
    private static readonly string[] Passed = ["LANG", "LC_ALL", "LC_CTYPE", "TZ"];

    public static IEnumerable<KeyValuePair<string, string>> Build(HostedPlugin plugin, SandboxProfile profile, PluginLimits limits, SecretVault vault)
    {
        Dictionary<string, string> environment = new(StringComparer.Ordinal);
        foreach (string name in Passed)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                environment[name] = value;
            }
        }

        foreach ((string name, string value) in plugin.Environment)
        {
            environment[name] = vault.HideIn(value);
        }

        foreach ((string name, string value) in Set(profile, limits))
        {
            environment[name] = value;
        }

        return environment;
    }

    private static IEnumerable<(string Name, string Value)> Set(SandboxProfile profile, PluginLimits limits) =>
    [
        ("HOME", SandboxLayout.Home),
        ("TMPDIR", "/tmp"),
        ("USER", "plugin"),
        ("PATH", SandboxLayout.Programs),
        ("DOTNET_EnableDiagnostics", "0"),
        ("DOTNET_DbgEnableMiniDump", "0"),

        // Its double mappings need shared memory, which is denied.
        ("DOTNET_EnableWriteXorExecute", "0"),
        ("DOTNET_GCHeapHardLimit", "0x" + limits.ManagedMemory.ToString("X", CultureInfo.InvariantCulture)),
        ("DOTNET_TieredPGO", "0"),
        ("DOTNET_gcServer", "0"),
        ("SSL_CERT_FILE", SandboxLayout.AuthorityFile),

        // What a tunnel leads to is checked by the plugin; everything else the relay speaks for.
        ("SSL_CERT_DIR", profile.HasTunnel ? SandboxLayout.Authorities : "/nowhere"),
        ("NODE_EXTRA_CA_CERTS", SandboxLayout.AuthorityFile),
    ];
}
