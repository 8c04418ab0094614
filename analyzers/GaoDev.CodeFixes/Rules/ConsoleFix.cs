using System.Composition;
using GaoDev.Analyzers.Permissions;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.CodeFixes.Rules;

/// <summary>GAO3009: writes a line to the logger of the context instead, where the class has the context at hand.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConsoleFix))]
[Shared]
public sealed class ConsoleFix() : SyntaxFix(PermissionRules.Console.Id)
{
    private const string Title = "Write to the context's logger";
    private const string LoggingNamespace = "Microsoft.Extensions.Logging";

    private protected override async Task<(string Title, SyntaxNode Root)?> RewriteAsync(CodeFixContext context, SyntaxNode root, SyntaxNode place)
    {
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is not CompilationUnitSyntax unit
            || model is null
            || ContractTypes.Find(model.Compilation) is not { } contract
            || place.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Parent: ExpressionStatementSyntax, ArgumentList.Arguments: { Count: 1 } lines, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WriteLine" or "Write" } written } call
            || FindContext(model, call, contract, context.CancellationToken) is not { } holder)
        {
            return null;
        }

        ArgumentSyntax line = lines[0];
        string method = written.Expression.ToString().EndsWith("Error", StringComparison.Ordinal) ? "LogError" : "LogInformation";
        string arguments = model.GetConstantValue(line.Expression, context.CancellationToken) is { HasValue: true, Value: string } ? line.ToString() : $"\"{{Line}}\", {line}";
        ExpressionSyntax logged = SyntaxFactory.ParseExpression($"{holder}.Logger.{method}({arguments})").WithTriviaFrom(call);
        CompilationUnitSyntax result = unit.ReplaceNode(call, logged);
        return (Title, Imports(model, call.SpanStart)
            ? result
            : result.AddUsings(SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(LoggingNamespace)).NormalizeWhitespace().WithTrailingTrivia(AttributeEdit.EndOfLine(unit))));
    }

    // A parameter, a field or a property, by whatever name the author has given it.
    private static string? FindContext(SemanticModel model, SyntaxNode call, ContractTypes contract, CancellationToken cancellationToken)
    {
        bool hasInstance = model.GetEnclosingSymbol(call.SpanStart, cancellationToken) is { IsStatic: false };
        return model.LookupSymbols(call.SpanStart)
            .FirstOrDefault(symbol => SymbolEqualityComparer.Default.Equals(TypeOf(symbol), contract.Context)
                && (hasInstance || symbol.IsStatic || symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor } }))?.Name;
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private static bool Imports(SemanticModel model, int position) => model
        .GetImportScopes(position)
        .SelectMany(static scope => scope.Imports)
        .Any(static import => import.NamespaceOrType.ToDisplayString() == LoggingNamespace);
}
