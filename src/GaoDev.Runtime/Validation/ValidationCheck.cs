using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Runtime.Validation;

/// <summary>One thing that was looked at. Immutable.</summary>
/// <param name="Name">What was looked at, in a word.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Failure">What is wrong, or null where nothing is.</param>
internal sealed record ValidationCheck(string Name, string Detail, PluginErrorCode? Failure = null)
{
    /// <summary>What else was seen and is no failure, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public bool Passed => Failure is null;
}
