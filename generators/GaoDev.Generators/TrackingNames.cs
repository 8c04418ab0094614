namespace GaoDev.Generators;

/// <summary>The names of the pipeline's steps, by which tests see what a run redid and why.</summary>
internal static class TrackingNames
{
    public const string Outline = nameof(Outline);
    public const string Files = nameof(Files);
}
