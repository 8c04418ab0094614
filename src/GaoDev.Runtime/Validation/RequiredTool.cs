using GaoDev.Plugins;
using GaoDev.Providers;
using GaoDev.Runtime.Configuration;

namespace GaoDev.Runtime.Validation;

/// <summary>Whether the command-line tool is there without which a provider does nothing.</summary>
internal static class RequiredTool
{
    private const string PathOption = "cli_path";

    /// <summary>What is wrong, or null.</summary>
    public static string? FindProblem(ProviderMetadata metadata, ProviderConfigurationResolver configurations)
    {
        if (metadata.RequiresCli is not { } tool)
        {
            return null;
        }

        ProviderOptionMetadata? option = metadata.Options.FirstOrDefault(candidate => candidate.Name == PathOption);
        string program = (option is null ? null : configurations.Find(metadata.Name, option, ProviderConfiguration.Empty)?.Text) ?? tool;
        if (program.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return File.Exists(program) ? null : $"there is no {program}";
        }

        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)))
            ? null
            : $"{program} is not on PATH";
    }
}
