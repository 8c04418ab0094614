namespace GaoDev.Runtime.Configuration;

/// <summary>An option's value and where it comes from.</summary>
/// <param name="Text">The value; may be a secret.</param>
/// <param name="Origin">Where it comes from, for people.</param>
/// <param name="IsFromProject">Whether a project's file gives it, which may be a stranger's.</param>
internal sealed record OptionValue(string Text, string Origin, bool IsFromProject = false)
{
    public override string ToString() => Origin;
}
