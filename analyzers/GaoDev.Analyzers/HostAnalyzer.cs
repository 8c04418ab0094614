using System.Collections.Immutable;
using GaoDev.Analyzers.Hosting;
using GaoDev.Generators.Models;
using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GaoDev.Analyzers;

/// <summary>Says of an application what the generated <c>AddReferencedProviders()</c> registers, leaves out and could not register, and why.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HostAnalyzer : DiagnosticAnalyzer
{
    private const string Registers = "AddReferencedProviders";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => HostRules.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (HostPolicy.Parse(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions) is not { } policy
                || ContractTypes.Find(start.Compilation) is not { } contract)
            {
                return;
            }

            EquatableArray<ReferencedAssembly> references = ReferenceReader.ReadAll(start.Compilation.ExternalReferences, start.CancellationToken);
            if (!references.Any(static assembly => assembly.Name == HostOptions.RuntimeAssembly))
            {
                return;
            }

            start.RegisterCompilationEndAction(end => Check(end, policy, contract, references));
            string[] registered = [.. Judge(policy, references).Where(static judged => HostPolicy.Registers(judged.Verdict)).Select(static judged => $"'{judged.Provider.Name}'").OrderBy(static name => name, StringComparer.Ordinal)];
            if (registered.Length > 0 && !start.Compilation.SyntaxTrees.Any(tree => Mentions(tree, Registers, start.CancellationToken)))
            {
                start.RegisterSyntaxNodeAction(node => CheckSetup(node, string.Join(", ", registered)), SyntaxKind.InvocationExpression);
            }
        });
    }

    private static IEnumerable<(ReferencedAssembly Assembly, ReferencedProvider Provider, ProviderVerdict Verdict)> Judge(HostPolicy policy, EquatableArray<ReferencedAssembly> references) =>
        from assembly in references
        from provider in assembly.Providers
        select (assembly, provider, policy.Judge(assembly, provider));

    private static void Check(CompilationAnalysisContext context, HostPolicy policy, ContractTypes contract, EquatableArray<ReferencedAssembly> references)
    {
        void Report(DiagnosticDescriptor rule, params object[] arguments) => context.ReportDiagnostic(Diagnostic.Create(rule, Location.None, arguments));

        List<(string Name, string Source)> registered = [.. new ProviderNameIndex(context.Compilation.Assembly, contract).All.Select(static own => (own.Name, $"this application's {own.Type.Name}"))];
        foreach ((ReferencedAssembly assembly, ReferencedProvider provider, ProviderVerdict verdict) in Judge(policy, references))
        {
            switch (verdict)
            {
                case ProviderVerdict.DenyProvider:
                    Report(HostRules.Denied, provider.Name, assembly.Name, "a GaoDevDenyProvider item names it");
                    break;
                case ProviderVerdict.DenyPermission:
                    string kinds = string.Join(", ", provider.PermissionKinds.Where(kind => policy.DeniedPermissions.Contains(kind, StringComparer.OrdinalIgnoreCase)));
                    Report(HostRules.Denied, provider.Name, assembly.Name, $"it declares the permission {kinds}, which a GaoDevDenyPermission item names");
                    break;
                case ProviderVerdict.Unreachable:
                    Report(HostRules.Unreachable, provider.Name, assembly.Name);
                    break;
                case ProviderVerdict.RegisterTransitive:
                    Report(HostRules.Transitive, provider.Name, assembly.Name);
                    break;
            }

            if (HostPolicy.Registers(verdict))
            {
                registered.Add((provider.Name, assembly.Name));
                if (!Fits(provider.ContractVersion, contract.Version))
                {
                    Report(HostRules.Contract, provider.Name, assembly.Name, provider.ContractVersion, contract.Version);
                }
            }
        }

        foreach (IGrouping<string, (string Name, string Source)> name in registered.GroupBy(static entry => entry.Name, StringComparer.OrdinalIgnoreCase).Where(static name => name.Select(static entry => entry.Source).Distinct().Skip(1).Any()))
        {
            Report(HostRules.DuplicateName, name.Key, string.Join(" and by ", name.Select(static entry => entry.Source).Distinct()));
        }

        foreach (ReferencedAssembly assembly in references.Where(static assembly => assembly.UnclaimedProvider is not null))
        {
            Report(HostRules.NoManifest, assembly.Name, assembly.UnclaimedProvider!);
        }
    }

    private static void CheckSetup(SyntaxNodeAnalysisContext context, string registered)
    {
        InvocationExpressionSyntax call = (InvocationExpressionSyntax)context.Node;
        if (call.Expression is MemberAccessExpressionSyntax { Name: IdentifierNameSyntax { Identifier.ValueText: "AddGaoDev" } name }
            && context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol is IMethodSymbol { ContainingAssembly.Name: HostOptions.RuntimeAssembly })
        {
            GeneratedCode.ReportOutside(Diagnostic.Create(HostRules.NotCalled, name.GetLocation(), registered), context.Options, context.ReportDiagnostic, context.CancellationToken);
        }
    }

    private static bool Mentions(SyntaxTree tree, string name, CancellationToken cancellationToken) =>
        tree.GetText(cancellationToken).ToString().Contains(name) && !tree.FilePath.EndsWith("ReferencedProviders.g.cs", StringComparison.Ordinal);

    // As the readers of manifests have it: the same major version, and no newer minor one.
    private static bool Fits(string built, string here) =>
        Version.TryParse(built, out Version? provider) && Version.TryParse(here, out Version? host) && provider.Major == host.Major && provider.Minor <= host.Minor;
}
