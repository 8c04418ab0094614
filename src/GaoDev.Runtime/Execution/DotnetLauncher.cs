using System.Runtime.InteropServices;
using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Runtime.Execution;

/// <summary>
/// Finds the program <c>dotnet</c>, which starts the host. The application itself may be Native AOT and know of no
/// runtime, so the usual places are looked at, the most specific first.
/// </summary>
internal static class DotnetLauncher
{
    private static readonly string FileName = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    /// <exception cref="PluginException">There is none.</exception>
    public static string Find(HostOptions options)
    {
        foreach (string candidate in Candidates(options))
        {
            // A relative path would mean whatever lies in the current folder.
            if (Path.IsPathFullyQualified(candidate) && File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new PluginException(
            PluginErrorCode.HostStartFailed,
            "The .NET runtime, which runs plugins, was not found.",
            "Install the .NET 10 runtime, or set DOTNET_ROOT to the folder it is in.");
    }

    private static IEnumerable<string> Candidates(HostOptions options)
    {
        if (options.DotnetPath is not null)
        {
            yield return options.DotnetPath;
        }

        yield return Variable("DOTNET_HOST_PATH");
        if (string.Equals(Path.GetFileName(Environment.ProcessPath), FileName, StringComparison.Ordinal))
        {
            yield return Environment.ProcessPath!;
        }

        foreach (string root in Roots())
        {
            yield return Path.Combine(root, FileName);
        }

        foreach (string folder in Variable("PATH").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return Path.Combine(folder, FileName);
        }
    }

    private static IEnumerable<string> Roots()
    {
        if (RuntimeFeature.IsRunningOnCoreClr)
        {
            // <root>/shared/Microsoft.NETCore.App/<version>/
            yield return Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        }

        yield return Variable("DOTNET_ROOT");
        if (OperatingSystem.IsWindows())
        {
            yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "dotnet");
            yield break;
        }

        yield return "/usr/share/dotnet";
        yield return "/usr/lib/dotnet";
        yield return "/usr/lib64/dotnet";
        yield return "/usr/local/share/dotnet";
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet");
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";

    private static class RuntimeFeature
    {
        public static bool IsRunningOnCoreClr => System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeCompiled;
    }
}
