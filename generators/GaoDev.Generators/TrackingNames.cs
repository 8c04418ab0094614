namespace GaoDev.Generators;

/// <summary>The names of the pipelines' steps, by which tests see what a run redid and why.</summary>
internal static class TrackingNames
{
    public const string Outline = nameof(Outline);
    public const string Scan = nameof(Scan);
    public const string Classes = nameof(Classes);
    public const string Project = nameof(Project);
    public const string SharedNames = nameof(SharedNames);
    public const string Plugins = nameof(Plugins);
    public const string Files = nameof(Files);
    public const string HostPolicy = nameof(HostPolicy);
    public const string OwnProviders = nameof(OwnProviders);
    public const string ReferencedAssemblies = nameof(ReferencedAssemblies);
    public const string HostProviders = nameof(HostProviders);
}
