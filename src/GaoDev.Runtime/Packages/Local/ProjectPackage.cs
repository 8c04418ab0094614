using System.Diagnostics;
using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Runtime.Packages.Local;

/// <summary>Packs a project with <c>dotnet pack</c>, which runs what the project says: it is the user's own.</summary>
internal static class ProjectPackage
{
    private const int ShownLines = 10;

    /// <summary>The one project file of a folder, or the file itself; null where there is none.</summary>
    /// <exception cref="PluginException">There are several.</exception>
    public static string? Find(string path)
    {
        if (path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase))
        {
            return path;
        }

        string[] projects = Directory.GetFiles(path, "*.csproj");
        return projects.Length < 2
            ? projects.FirstOrDefault()
            : throw new PluginException(PluginErrorCode.PackFailed, $"{path} has {projects.Length} project files.", "Name one of them.", path);
    }

    /// <param name="project">The project file.</param>
    /// <param name="target">The folder to put the package into.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <returns>The package file.</returns>
    /// <exception cref="PluginException">It cannot be packed.</exception>
    public static async Task<string> PackAsync(string project, string target, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("dotnet", ["pack", project, "--output", target, "-nologo", "-verbosity:quiet", "-nodeReuse:false"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetDirectoryName(project)!,
        };
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            using CancellationTokenRegistration registration = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
            Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            string output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None) + await error;
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            string[] packages = [.. Directory.GetFiles(target, "*.nupkg").Where(path => !path.EndsWith(".symbols.nupkg", StringComparison.Ordinal))];
            return (process.ExitCode, packages) switch
            {
                (0, [var package]) => package,
                (0, []) => throw Failed(project, "dotnet pack made no package, as with IsPackable=false", null),
                _ => throw Failed(project, output, null),
            };
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw Failed(project, "the .NET SDK is not there", missing);
        }
    }

    private static PluginException Failed(string project, string output, Exception? cause) => new(
        PluginErrorCode.PackFailed,
        $"{project} cannot be packed: {string.Join(Environment.NewLine, output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(ShownLines))}",
        "dotnet pack shows all of it.",
        project,
        cause);
}
