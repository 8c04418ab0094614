namespace GaoDev.Runtime.Confinement;

/// <summary>A folder or file of the user that a sandbox shows at its own path. Immutable.</summary>
/// <param name="Path">Absolute, without a link in it.</param>
/// <param name="IsWritable">Whether it may be changed.</param>
/// <param name="Hidden">What is below it and not shown: the tool's own state, credentials.</param>
/// <param name="Kept">What is below it and not to be changed, since programs outside of the sandbox would run it.</param>
internal sealed record SandboxFolder(string Path, bool IsWritable, IReadOnlyList<string> Hidden, IReadOnlyList<string> Kept)
{
    /// <summary>The paths that are bound, each with the identity of what was judged there: the sandbox must show the same.</summary>
    public required IReadOnlyList<(string Path, string Identity)> Pins { get; init; }
}
