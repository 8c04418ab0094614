namespace GaoDev.Analyzers;

/// <summary>The categories by which rules are configured together.</summary>
internal static class RuleCategory
{
    public const string Contract = "GaoDev.Contract";
    public const string Manifest = "GaoDev.Manifest";
    public const string Permissions = "GaoDev.Permissions";
    public const string Host = "GaoDev.Host";
}
