namespace GaoDev.Analyzers;

/// <summary>Where the pages of docs/diagnostics are read.</summary>
internal static class HelpLink
{
    public const string Base = "https://github.com/gaodev/gaodev/blob/main/docs/diagnostics/";
    public const string Extension = ".md";
}
