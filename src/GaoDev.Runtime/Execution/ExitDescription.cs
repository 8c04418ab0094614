namespace GaoDev.Runtime.Execution;

/// <summary>An exit code in words. .NET and shells report the end by signal n as 128 + n.</summary>
internal static class ExitDescription
{
    private const int SignalBase = 128;

    public static string Describe(int exitCode) => (exitCode - SignalBase) switch
    {
        4 => "killed by SIGILL",
        6 => "killed by SIGABRT",
        7 => "killed by SIGBUS",
        8 => "killed by SIGFPE",
        9 => "killed by SIGKILL",
        11 => "killed by SIGSEGV",
        13 => "killed by SIGPIPE",
        15 => "killed by SIGTERM",
        24 => "killed by SIGXCPU",
        25 => "killed by SIGXFSZ",
        31 => "killed by SIGSYS",
        _ => $"exit code {exitCode}",
    };
}
