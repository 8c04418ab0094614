namespace GaoDev.Providers;

/// <summary>
/// Marks a class as a provider. The GaoDev generator then writes its registration and its manifest; the class
/// implements <see cref="IAgentProvider"/> and has a public constructor that takes <see cref="ProviderContext"/> or nothing.
/// </summary>
/// <param name="name">The provider's name in kebab-case, such as <c>azure-openai</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ProviderPluginAttribute(string name) : Attribute
{
    /// <summary>The provider's name in kebab-case.</summary>
    public string Name { get; } = name;

    /// <summary>SemVer 2 version; the package's version where it is not given.</summary>
    public string? Version { get; set; }

    /// <summary>One line on what the provider does.</summary>
    public string? Description { get; set; }

    /// <summary>Who wrote it.</summary>
    public string? Author { get; set; }

    /// <summary>Canonical model names, best first. Empty means any.</summary>
    public string[] Models { get; set; } = [];

    /// <summary>The model of a task that names none; the first of <see cref="Models"/> where it is not given.</summary>
    public string? DefaultModel { get; set; }

    /// <summary>Whether nothing works without a key. True as well where an option is required and secret.</summary>
    public bool RequiresApiKey { get; set; }

    /// <summary>The command-line tool without which nothing works, or null.</summary>
    public string? RequiresCli { get; set; }
}
