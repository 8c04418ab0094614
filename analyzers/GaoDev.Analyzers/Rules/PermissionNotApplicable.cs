using System.Text.RegularExpressions;
using GaoDev.Generators.Models;
using GaoDev.Generators.Parsing;
using GaoDev.Plugins.Manifests;
using GaoDev.Plugins.Permissions;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Rules;

/// <summary>GAO2010: each permission is of a form that can be applied.</summary>
internal sealed class PermissionNotApplicable : ProviderClassRule
{
    public const string Id = "GAO2010";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A permission can be applied",
        "The permission '{0}' {1}",
        RuleCategory.Manifest,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A permission is a host, a folder, a variable or a tool in the form that the sandbox takes. What it does not understand is refused when the provider runs.",
        helpLinkUri: HelpLink.Base + Id + HelpLink.Extension);

    public override DiagnosticDescriptor Descriptor => Rule;

    private static readonly Regex Placeholder = new(@"\A\{(?:project|working_directory)\}(?:/(?!\.\.?(?:/|\z))[^/{}\0]+)*/?\z", RegexOptions.CultureInvariant);
    private static readonly Regex Variable = new(@"\A(?:[A-Za-z_][A-Za-z0-9_]*\*?|\*)\z", RegexOptions.CultureInvariant);
    private static readonly Regex Command = new(@"\A[A-Za-z0-9_][A-Za-z0-9_.+-]*\z", RegexOptions.CultureInvariant);

    public override void Check(ProviderClass provider, Action<Diagnostic> report)
    {
        foreach (AttributeData attribute in provider.Type.GetAttributes())
        {
            if (PermissionParser.IsPermission(attribute, provider.Contract)
                && PermissionParser.Parse(attribute) is { } permission
                && FindProblem(provider, permission) is { } problem)
            {
                report(Diagnostic.Create(Rule, provider.FindLocation(attribute), Show(permission.Value), problem));
            }
        }
    }

    private static string? FindProblem(ProviderClass provider, PermissionFacts permission) => permission.Kind switch
    {
        _ when HasHalfCharacter(permission.Value) || HasHalfCharacter(permission.Reason) => "has half of a character, which cannot be shown",
        ManifestSchema.KindNetwork or ManifestSchema.KindTunnel => FindHostProblem(provider, permission.Value),
        ManifestSchema.KindFileRead or ManifestSchema.KindFileWrite => IsPath(permission.Value) ? null : "is no folder: write {project} or {working_directory}, with a relative path behind it or not, or an absolute path",
        ManifestSchema.KindEnvironment => Variable.IsMatch(permission.Value) ? null : "is no variable's name, nor the beginning of one with * behind it",
        ManifestSchema.KindSubprocess => Command.IsMatch(permission.Value) ? null : "is no tool's name: it has no path and no arguments",
        _ => null,
    };

    private static string? FindHostProblem(ProviderClass provider, string value)
    {
        if (HostPattern.Parse(value) is not { } host)
        {
            return "is no host: write a name with an optional port, *. before it for what is below it, or {option}";
        }

        if (host.Option is null)
        {
            return null;
        }

        AttributeData? option = provider.Type.GetAttributes().FirstOrDefault(attribute =>
            SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, provider.Contract.OptionAttribute) && ProviderClass.ReadName(attribute) == host.Option);
        return option is null ? $"names the option '{host.Option}', which is not declared"
            : OptionParser.Parse(option, out _) is { Kind: not (OptionKind.Uri or OptionKind.String) } ? $"names the option '{host.Option}', which is no address"
            : null;
    }

    private static bool IsPath(string path) =>
        Placeholder.IsMatch(path) || (path[0] == '/' && !path.Split('/').Contains("..") && !path.Contains('{') && !path.Contains('\0')) || Regex.IsMatch(path, @"\A[A-Za-z]:[\\/]");

    private static bool HasHalfCharacter(string? text)
    {
        for (int i = 0; i < text?.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return true;
            }
        }

        return false;
    }

    private static string Show(string value) => string.Concat(value.Where(static c => !char.IsSurrogate(c) && !char.IsControl(c)));
}
