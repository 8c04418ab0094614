using System.Collections.Immutable;
using GaoDev.Analyzers.Mentions;
using GaoDev.Analyzers.Rules;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GaoDev.Analyzers;

/// <summary>
/// Applies every rule about a provider class to each class with <c>[ProviderPlugin]</c>, and looks at those without.
/// One look at each class, since every analyzer that asks for types is called for all of a project.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProviderClassAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<ProviderClassRule> Rules =
    [
        new NotAnAgentProvider(),
        new NotAConcreteClass(),
        new NotReachable(),
        new NotConstructible(),
        new NameNotKebabCase(),
        new DuplicateName(),
        new VersionNotSemVer(),
        new InvalidOption(),
        new EmptyPermission(),
        new MutableStatic(),
        new DescriptionMissing(),
        new RequirementNotDeclared(),
        new SecretInMetadata(),
        new PermissionNotApplicable(),
        new MemberDisagrees(),
        new DefaultModelUnknown(),
        new TextNotWritable(),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Rules.Select(static rule => rule.Descriptor), .. UnclaimedClass.All];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (!TreeMentions.AnyContract(start.Compilation, start.CancellationToken) || ContractTypes.Find(start.Compilation) is not { } contract)
            {
                return;
            }

            ProviderNameIndex names = new(start.Compilation.Assembly, contract);
            start.RegisterSymbolAction(symbol => Check(symbol, contract, names), SymbolKind.NamedType);
        });
    }

    private static void Check(SymbolAnalysisContext context, ContractTypes contract, ProviderNameIndex names)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (contract.FindPluginAttribute(type) is not { } attribute)
        {
            if (type.TypeKind == TypeKind.Class)
            {
                UnclaimedClass.Check(context, type, contract);
            }

            return;
        }

        ProviderClass provider = new(type, attribute, contract, names, context.CancellationToken);
        foreach (ProviderClassRule rule in Rules)
        {
            rule.Check(provider, context.ReportDiagnostic);
        }
    }
}
