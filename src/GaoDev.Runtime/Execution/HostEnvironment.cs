namespace GaoDev.Runtime.Execution;

/// <summary>
/// The environment of a plugin's process: a short list of what programs need to run at all, and what the plugin was
/// granted. The application's own variables, with the keys and tokens among them, stay with the application.
/// </summary>
internal static class HostEnvironment
{
    private static readonly string[] Passed =
    [
        "PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR",
        "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy",
    ];

    // No debugger and no profiler attaches to a plugin, nothing of its memory is left on disk, and a plugin's
    // process takes no more than it needs.
    private static readonly (string Name, string Value)[] Set =
    [
        ("DOTNET_EnableDiagnostics", "0"),
        ("DOTNET_DbgEnableMiniDump", "0"),
        ("DOTNET_TieredPGO", "0"),
        ("DOTNET_gcServer", "0"),
    ];

    public static void Apply(IDictionary<string, string?> environment, HostedPlugin plugin)
    {
        environment.Clear();
        foreach (string name in Passed)
        {
            // A proxy's address may hold a password.
            if (Environment.GetEnvironmentVariable(name) is { } value && !(name.EndsWith("proxy", StringComparison.OrdinalIgnoreCase) && value.Contains('@')))
            {
                environment[name] = value;
            }
        }

        foreach ((string name, string value) in plugin.Environment)
        {
            environment[name] = value;
        }

        foreach ((string name, string value) in Set)
        {
            environment[name] = value;
        }
    }
}
