namespace GaoDev.Generators;

/// <summary>The names of the pipelines' steps, by which tests see what a run redid and why.</summary>
internal static class TrackingNames
{
    public const string Classes = nameof(Classes);
    public const string Project = nameof(Project);
    public const string SharedNames = nameof(SharedNames);
    public const string Plugins = nameof(Plugins);
    public const string HostEnabled = nameof(HostEnabled);
    public const string OwnProviders = nameof(OwnProviders);
    public const string ReferencedAssemblies = nameof(ReferencedAssemblies);
    public const string ReferencedProviders = nameof(ReferencedProviders);
    public const string HostProviders = nameof(HostProviders);
}
