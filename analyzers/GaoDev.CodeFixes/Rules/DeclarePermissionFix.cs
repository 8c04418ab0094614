using System.Collections.Immutable;
using System.Composition;
using GaoDev.Analyzers.Permissions;
using GaoDev.Generators.Parsing;
using GaoDev.Plugins.Permissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.CodeFixes.Rules;

/// <summary>
/// GAO3001 to GAO3004, GAO3006 and GAO3010: adds the attribute to the provider that the code is in, or offers each
/// provider of the project. There is no fix of all: each permission is the author's decision.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclarePermissionFix))]
[Shared]
public sealed class DeclarePermissionFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [.. PermissionRules.Guarding.Where(static id => id != PermissionRules.DynamicCode.Id)];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || ContractTypes.Find(model.Compilation) is not { } contract)
        {
            return;
        }

        IReadOnlyList<INamedTypeSymbol> providers = PermissionDeclarations.Find(model.Compilation, contract, context.CancellationToken).Providers;
        INamedTypeSymbol? enclosing = root.FindNode(context.Span).AncestorsAndSelf().OfType<TypeDeclarationSyntax>()
            .Select(type => model.GetDeclaredSymbol(type, context.CancellationToken) as INamedTypeSymbol)
            .FirstOrDefault(type => providers.Contains(type, SymbolEqualityComparer.Default));
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach (INamedTypeSymbol provider in enclosing is not null ? [enclosing] : providers)
            {
                if (contract.FindPluginAttribute(provider)?.ApplicationSyntaxReference is { } place
                    && context.Document.Project.Solution.GetDocument(place.SyntaxTree) is { } document)
                {
                    string attribute = WriteAttribute(diagnostic, provider, contract);
                    string title = enclosing is not null || providers.Count == 1 ? $"Declare [{attribute}]" : $"Declare [{attribute}] on {provider.Name}";
                    context.RegisterCodeFix(CodeAction.Create(title, cancellationToken => AttributeEdit.AddAsync(document, place, Qualify(attribute), cancellationToken), title), diagnostic);
                }
            }
        }
    }

    private static string WriteAttribute(Diagnostic diagnostic, INamedTypeSymbol provider, ContractTypes contract)
    {
        string? value = diagnostic.Properties[PermissionRules.ValueProperty];
        return diagnostic.Properties[PermissionRules.AttributeProperty] switch
        {
            nameof(GuardedCapability.File) => "FileAccess(FileAccessMode.Write, \"{project}\")",
            nameof(GuardedCapability.Process) => $"SubprocessAccess({Quote(value is null ? provider.Name.ToLowerInvariant() : Path.GetFileName(value))})",
            nameof(GuardedCapability.Environment) => $"EnvironmentAccess({Quote(value ?? "*")})",
            nameof(GuardedCapability.NativeCode) => "NativeCodeAccess",
            _ => $"NetworkAccess({Quote(diagnostic.Id == PermissionRules.Host.Id ? value! : FindAddressOption(provider, contract))})",
        };
    }

    // The address that the user gives is the usual host of a provider.
    private static string FindAddressOption(INamedTypeSymbol provider, ContractTypes contract) => provider.GetAttributes()
        .Where(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, contract.OptionAttribute))
        .Select(static attribute => OptionParser.Parse(attribute, out _))
        .FirstOrDefault(static option => option?.Kind == Generators.Models.OptionKind.Uri) is { } address
            ? "{" + address.Name + "}"
            : "api.example.com";

    private static string Qualify(string attribute) =>
        "global::GaoDev.Permissions." + attribute.Replace("FileAccessMode.", "global::GaoDev.Permissions.FileAccessMode.");

    private static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
