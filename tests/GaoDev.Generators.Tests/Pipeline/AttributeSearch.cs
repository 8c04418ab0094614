using GaoDev.Generators.Models;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.Generators.Tests.Pipeline;

/// <summary>The compiler's own way to a provider class, which binds everything again at each run: what the scan has to agree with.</summary>
internal sealed class AttributeSearch : IIncrementalGenerator
{
    private readonly List<ProviderClassModel> found = [];

    public static IReadOnlyList<ProviderClassModel> Find(CSharpCompilation compilation)
    {
        AttributeSearch search = new();
        GeneratorDriver driver = CSharpGeneratorDriver.Create([search.AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options);
        Assert.Null(driver.RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().Results.Single().Exception);
        return search.found;
    }

    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.SyntaxProvider
            .ForAttributeWithMetadataName(
                ContractTypes.ProviderPluginAttribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (hit, _) => ProviderClassParser.Parse((INamedTypeSymbol)hit.TargetSymbol, (TypeDeclarationSyntax)hit.TargetNode))
            .Collect(),
        (_, models) => found.AddRange(models.OfType<ProviderClassModel>()));
}
