using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Rules;

/// <summary>GAO1008: static members of a provider do not change.</summary>
internal sealed class MutableStatic : ProviderClassRule
{
    public const string Id = "GAO1008";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A provider class has no mutable static state",
        "'{0}' is shared by all providers of the process and all their tasks",
        RuleCategory.Contract,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Several providers and tasks run side by side in one process. What one of them writes to a static field, another one reads.",
        helpLinkUri: HelpLink.Base + Id + HelpLink.Extension);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Check(ProviderClass provider, Action<Diagnostic> report)
    {
        foreach (ISymbol member in provider.Type.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: true, IsReadOnly: false, IsConst: false, IsImplicitlyDeclared: false, Type.Name: not "AsyncLocal" }
                or IPropertySymbol { IsStatic: true, SetMethod: not null })
            {
                report(Diagnostic.Create(Rule, member.Locations[0], member.Name));
            }
        }
    }
}
