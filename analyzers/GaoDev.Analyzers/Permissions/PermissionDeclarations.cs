using System.Runtime.CompilerServices;
using GaoDev.Analyzers.Mentions;
using GaoDev.Generators.Models;
using GaoDev.Generators.Parsing;
using GaoDev.Plugins.Manifests;
using GaoDev.Plugins.Permissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.Analyzers.Permissions;

/// <summary>What the providers of a compilation declare, taken together: they are approved, and run, as one package.</summary>
internal sealed class PermissionDeclarations
{
    // More than one analyzer asks, and a fix.
    private static readonly ConditionalWeakTable<Compilation, PermissionDeclarations> Known = new();

    private readonly List<(AttributeData Attribute, PermissionFacts Permission)> permissions = [];
    private readonly List<HostPattern> hosts = [];
    private readonly List<Uri> optionHosts = [];

    private PermissionDeclarations(IEnumerable<INamedTypeSymbol> providers, ContractTypes contract)
    {
        Providers = [.. providers];
        foreach (INamedTypeSymbol provider in Providers)
        {
            foreach (AttributeData attribute in provider.GetAttributes())
            {
                if (PermissionParser.IsPermission(attribute, contract) && PermissionParser.Parse(attribute) is { } permission)
                {
                    Add(attribute, permission, provider, contract);
                }
            }
        }
    }

    /// <summary>The classes with <c>[ProviderPlugin]</c>.</summary>
    public IReadOnlyList<INamedTypeSymbol> Providers { get; }

    public IReadOnlyList<(AttributeData Attribute, PermissionFacts Permission)> Permissions => permissions;

    public static PermissionDeclarations Find(Compilation compilation, ContractTypes contract, CancellationToken cancellationToken) =>
        Known.TryGetValue(compilation, out PermissionDeclarations? known) ? known : Known.GetValue(compilation, _ => Read(compilation, contract, cancellationToken));

    /// <summary>Whether one of the providers may do that. What no permission is for is never declared.</summary>
    public bool Declares(GuardedCapability capability) => permissions.Any(entry => DeclaredPermissions.CapabilityOf(entry.Permission.Kind) == capability);

    /// <summary>Whether the address is at a declared host, or at the one that a declared option has as its default.</summary>
    public bool DeclaresHost(Uri address) =>
        hosts.Any(host => host.Allows(address))
        || optionHosts.Any(host => host.IdnHost == address.IdnHost && host.Port == address.Port);

    private static PermissionDeclarations Read(Compilation compilation, ContractTypes contract, CancellationToken cancellationToken)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            if (!TreeMentions.Of(tree, cancellationToken).Plugin || tree.GetRoot(cancellationToken) is not CompilationUnitSyntax root)
            {
                continue;
            }

            // An alias that counts everywhere lets any class be a provider.
            bool anywhere = root.Usings.Any(static directive => directive is { Alias: not null, GlobalKeyword.RawKind: not 0 });
            foreach (SyntaxNode scope in anywhere ? compilation.SyntaxTrees.Select(other => other.GetRoot(cancellationToken)) : [root])
            {
                names.UnionWith(scope.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
                    .OfType<TypeDeclarationSyntax>()
                    .Where(static type => type.AttributeLists.Count > 0)
                    .Select(static type => type.Identifier.ValueText));
            }
        }

        return new(
            names.Count == 0
                ? []
                : compilation.GetSymbolsWithName(names.Contains, SymbolFilter.Type, cancellationToken).OfType<INamedTypeSymbol>()
                    .Where(type => contract.FindPluginAttribute(type) is not null),
            contract);
    }

    private void Add(AttributeData attribute, PermissionFacts permission, INamedTypeSymbol provider, ContractTypes contract)
    {
        permissions.Add((attribute, permission));
        if (permission.Kind is not (ManifestSchema.KindNetwork or ManifestSchema.KindTunnel) || HostPattern.Parse(permission.Value) is not { } host)
        {
            return;
        }

        hosts.Add(host);
        foreach (AttributeData option in provider.GetAttributes())
        {
            if (host.Option is not null
                && SymbolEqualityComparer.Default.Equals(option.AttributeClass, contract.OptionAttribute)
                && ProviderClass.ReadName(option) == host.Option
                && Uri.TryCreate(option.NamedText("Default"), UriKind.Absolute, out Uri? address))
            {
                optionHosts.Add(address);
            }
        }
    }
}
