namespace GaoDev.Providers.BuiltIn.CommandLine;

/// <summary>Finds a program by name on PATH, or by path.</summary>
internal static class ProgramPath
{
    /// <exception cref="ProviderException">There is no such program.</exception>
    public static string Find(string program, string providerName, string setup)
    {
        if (program.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return File.Exists(program) ? Path.GetFullPath(program) : throw NotFound($"There is no {program}.");
        }

        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            string candidate = Path.Combine(folder, program);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw NotFound($"{program} is not on PATH.");

        ProviderException NotFound(string reason) => new(ProviderErrorKind.CliNotFound, $"'{providerName}' needs {program}. {reason} {setup}", providerName);
    }
}
