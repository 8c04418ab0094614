namespace GaoDev.Runtime.Configuration;

/// <summary>An option's value and where it comes from.</summary>
internal sealed record OptionValue(string Text, string Origin)
{
    // The text may be a secret.
    public override string ToString() => Origin;
}
