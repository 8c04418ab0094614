namespace GaoDev.Host.Tests.Security;

/// <summary>What came of one prompt.</summary>
internal sealed record LabOutcome(string Prompt, string Text, string? Error, string? Code, int? Process, long Memory)
{
    /// <summary>Whether the attack says itself that it succeeded.</summary>
    public bool IsDone => Text.Contains("\ndone", StringComparison.Ordinal) || Text.StartsWith("done", StringComparison.Ordinal);

    public bool IsDenied => Text.Contains("denied", StringComparison.Ordinal);
}
