using System.Collections.Immutable;
using GaoDev.Analyzers.Mentions;
using GaoDev.Analyzers.Permissions;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GaoDev.Analyzers;

/// <summary>GAO1006: in a provider class, whoever has a <c>CancellationToken</c> hands it on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenForwardingAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The name in a diagnostic's properties under which a fix finds the parameter that has the token.</summary>
    internal const string TokenProperty = "token";

    /// <summary>The name of the parameter that it goes to, where it has to be named.</summary>
    internal const string ParameterProperty = "parameter";

    internal static readonly DiagnosticDescriptor Rule = new(
        "GAO1006",
        "A provider hands its cancellation token on",
        "'{0}' takes a CancellationToken; give it '{1}'",
        RuleCategory.Contract,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A task that is cancelled ends when its token does. A call that was not given the token goes on, until the process is ended.",
        helpLinkUri: HelpLink.Base + "GAO1006" + HelpLink.Extension);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (TreeMentions.AnyPlugin(start.Compilation, start.CancellationToken)
                && ContractTypes.Find(start.Compilation) is { } contract
                && start.Compilation.GetTypeByMetadataName("System.Threading.CancellationToken") is { } token
                && PermissionDeclarations.Find(start.Compilation, contract, start.CancellationToken) is { Providers: { Count: > 0 } providers })
            {
                // A start action for each symbol would make the compiler follow every type of the project to its end.
                ILookup<SyntaxTree, SyntaxReference> classes = providers.SelectMany(static provider => provider.DeclaringSyntaxReferences).ToLookup(static reference => reference.SyntaxTree);
                start.RegisterSemanticModelAction(context =>
                {
                    // One provider can stand inside of another.
                    foreach (InvocationExpressionSyntax call in classes[context.SemanticModel.SyntaxTree]
                        .SelectMany(part => part.GetSyntax(context.CancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>())
                        .Distinct())
                    {
                        Check(context, call, token);
                    }
                });
            }
        });
    }

    private static void Check(SemanticModelAnalysisContext context, InvocationExpressionSyntax call, INamedTypeSymbol token)
    {
        if (FindToken(context.SemanticModel.GetEnclosingSymbol(call.SpanStart, context.CancellationToken), token) is not { } source
            || context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol method
            || call.ArgumentList.Arguments.Any(argument => IsToken(context.SemanticModel.GetTypeInfo(argument.Expression, context.CancellationToken).Type, token)))
        {
            return;
        }

        IParameterSymbol? parameter = method.Parameters.LastOrDefault(candidate => candidate.IsOptional && IsToken(candidate.Type, token));
        if (parameter is null && !HasOverload(method, token))
        {
            return;
        }

        SyntaxNode name = call.Expression is MemberAccessExpressionSyntax access ? access.Name : call.Expression;
        bool named = parameter is not null && call.ArgumentList.Arguments.Count != method.Parameters.IndexOf(parameter);
        Diagnostic diagnostic = Diagnostic.Create(
            Rule,
            name.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(TokenProperty, source).Add(ParameterProperty, named ? parameter!.Name : null),
            method.Name,
            source);
        GeneratedCode.ReportOutside(diagnostic, context.Options, context.ReportDiagnostic, context.CancellationToken);
    }

    private static string? FindToken(ISymbol? symbol, INamedTypeSymbol token)
    {
        for (; symbol is IMethodSymbol method; symbol = symbol.ContainingSymbol)
        {
            if (method.Parameters.FirstOrDefault(parameter => IsToken(parameter.Type, token)) is { } found)
            {
                return found.Name;
            }

            // A static function inside of another sees nothing of it.
            if (method.IsStatic || method.MethodKind is not (MethodKind.LocalFunction or MethodKind.AnonymousFunction))
            {
                return null;
            }
        }

        return null;
    }

    // The same parameters with a token behind them.
    private static bool HasOverload(IMethodSymbol method, INamedTypeSymbol token) =>
        method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other =>
            other.IsStatic == method.IsStatic
            && other.Arity == method.Arity
            && other.DeclaredAccessibility >= method.DeclaredAccessibility
            && other.Parameters.Length == method.OriginalDefinition.Parameters.Length + 1
            && IsToken(other.Parameters[other.Parameters.Length - 1].Type, token)
            && method.OriginalDefinition.Parameters.Zip(other.OriginalDefinition.Parameters, static (left, right) => left.Type.ToDisplayString() == right.Type.ToDisplayString()).All(static same => same));

    private static bool IsToken(ITypeSymbol? type, INamedTypeSymbol token) => SymbolEqualityComparer.Default.Equals(type, token);
}
