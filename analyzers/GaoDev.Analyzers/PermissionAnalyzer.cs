using System.Collections.Concurrent;
using System.Collections.Immutable;
using GaoDev.Analyzers.Mentions;
using GaoDev.Analyzers.Permissions;
using GaoDev.Generators.Parsing;
using GaoDev.Plugins.Permissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GaoDev.Analyzers;

/// <summary>
/// Holds a provider's code to the permissions that it declares. Looks at text first, at names next, and binds only the
/// names that can mean something guarded; where nothing declares a provider it does not start.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PermissionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => PermissionRules.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext start)
    {
        // An application that registers its own providers runs them in process, with all its rights.
        if (HostOptions.IsHost(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions)
            || !TreeMentions.AnyPlugin(start.Compilation, start.CancellationToken)
            || ContractTypes.Find(start.Compilation) is not { } contract
            || PermissionDeclarations.Find(start.Compilation, contract, start.CancellationToken) is not { Providers.Count: > 0 } declarations)
        {
            return;
        }

        ConcurrentDictionary<GuardedCapability, bool> used = new();
        start.RegisterSemanticModelAction(context => Check(context, declarations, used));
        start.RegisterCompilationEndAction(context => ReportUnused(context.Compilation, null, declarations, used, PermissionRules.UnusedAtEnd, context.ReportDiagnostic, context.CancellationToken));
    }

    private static void Check(SemanticModelAnalysisContext context, PermissionDeclarations declarations, ConcurrentDictionary<GuardedCapability, bool> used)
    {
        SemanticModel model = context.SemanticModel;
        if (model.SyntaxTree.GetRoot(context.CancellationToken) is not CompilationUnitSyntax root)
        {
            return;
        }

        List<Diagnostic> found = [];
        void Add(ApiUse? use)
        {
            if (use is null)
            {
                return;
            }

            // A type and its member can both be names of the table, for the one place.
            used[use.Api.Capability] = true;
            if (!declarations.Declares(use.Api.Capability) && !found.Exists(other => other.Location.SourceSpan == use.Location.SourceSpan && other.Descriptor == PermissionRules.Of(use.Api.Capability)))
            {
                found.Add(PermissionRules.Report(use));
            }
        }

        bool implicitCreations = false;
        foreach (int position in TreeNames.Of(model.SyntaxTree, context.CancellationToken).Positions)
        {
            SyntaxToken token = root.FindToken(position);
            if (!token.Span.Contains(position) || token.Parent is not SimpleNameSyntax name)
            {
                continue;
            }

            Add(ApiUseFinder.Find(name, model, context.CancellationToken));
            implicitCreations = true;
            if (AddressFinder.Find(name, model, context.CancellationToken) is { } address)
            {
                CheckHost(address.Address, address.Location, declarations, found);
            }

            if (NameFilter.SuppressionNames.Any(suppression => token.ValueText.StartsWith(suppression, StringComparison.Ordinal))
                && Suppressions.FindAttribute(name, model, context.CancellationToken) is { } suppressed)
            {
                found.Add(suppressed);
            }
        }

        // A creation that leaves its type out is in a file that names the type, or is found in the compiled assembly.
        if (implicitCreations)
        {
            foreach (ImplicitObjectCreationExpressionSyntax creation in root.DescendantNodes().OfType<ImplicitObjectCreationExpressionSyntax>().Where(static creation => creation.ArgumentList.Arguments.Count > 0))
            {
                Add(ApiUseFinder.Find(creation, model, context.CancellationToken));
                if (AddressFinder.Find(creation, model, context.CancellationToken) is { } address)
                {
                    CheckHost(address.Address, address.Location, declarations, found);
                }
            }
        }

        foreach (ApiUse use in UnsafeCode.Find(root, model.Compilation))
        {
            Add(use);
        }

        ReportUnused(model.Compilation, model.SyntaxTree, declarations, used, PermissionRules.Unused, context.ReportDiagnostic, context.CancellationToken);
        foreach (Diagnostic diagnostic in found.Concat(Suppressions.FindPragmas(root, found)))
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    private static void CheckHost(Uri address, Location location, PermissionDeclarations declarations, List<Diagnostic> found)
    {
        if (!declarations.DeclaresHost(address))
        {
            string host = address.IsDefaultPort ? address.Host : address.Host + ":" + address.Port;
            found.Add(Diagnostic.Create(
                PermissionRules.Host,
                location,
                ImmutableDictionary<string, string?>.Empty.Add(PermissionRules.AttributeProperty, nameof(GuardedCapability.Network)).Add(PermissionRules.ValueProperty, host),
                host));
        }
    }

    // In one tree at once, where no other can use the permission; at the end what had to wait for the others.
    private static void ReportUnused(
        Compilation compilation,
        SyntaxTree? tree,
        PermissionDeclarations declarations,
        ConcurrentDictionary<GuardedCapability, bool> used,
        DiagnosticDescriptor rule,
        Action<Diagnostic> report,
        CancellationToken cancellationToken)
    {
        foreach ((AttributeData attribute, Generators.Models.PermissionFacts permission) in declarations.Permissions)
        {
            if (attribute.ApplicationSyntaxReference is { } reference
                && (tree is null || reference.SyntaxTree == tree)
                && DeclaredPermissions.CapabilityOf(permission.Kind) is { } capability
                && !used.ContainsKey(capability)
                && (tree is null) == compilation.SyntaxTrees.Any(other => other != reference.SyntaxTree && MayUse(compilation, other, capability, cancellationToken))
                && !ReferenceUses.Any(compilation, capability))
            {
                string name = attribute.AttributeClass!.Name;
                report(Diagnostic.Create(rule, Location.Create(reference.SyntaxTree, reference.Span), name.Substring(0, name.Length - nameof(Attribute).Length)));
            }
        }
    }

    // Pointers have no name.
    private static bool MayUse(Compilation compilation, SyntaxTree tree, GuardedCapability capability, CancellationToken cancellationToken) =>
        TreeNames.Of(tree, cancellationToken).MayUse.Contains(capability)
        || (capability == GuardedCapability.NativeCode && compilation.Options is CSharpCompilationOptions { AllowUnsafe: true });
}
