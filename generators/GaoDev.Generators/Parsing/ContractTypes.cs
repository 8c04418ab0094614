using GaoDev.Plugins.Manifests;
using Microsoft.CodeAnalysis;

namespace GaoDev.Generators.Parsing;

/// <summary>The contract's types as one compilation sees them. Holds symbols: never part of a model.</summary>
internal sealed class ContractTypes
{
    public const string ProvidersNamespace = "GaoDev.Providers";
    public const string ProviderPluginName = "ProviderPluginAttribute";
    public const string ProviderPluginAttribute = ProvidersNamespace + "." + ProviderPluginName;
    public const string ProviderOptionAttribute = "GaoDev.Providers.ProviderOptionAttribute";

    private ContractTypes(INamedTypeSymbol plugin, INamedTypeSymbol option, INamedTypeSymbol permission, INamedTypeSymbol provider, INamedTypeSymbol context, string version)
    {
        PluginAttribute = plugin;
        OptionAttribute = option;
        PermissionAttribute = permission;
        Provider = provider;
        Context = context;
        Version = version;
    }

    public INamedTypeSymbol PluginAttribute { get; }

    public INamedTypeSymbol OptionAttribute { get; }

    public INamedTypeSymbol PermissionAttribute { get; }

    public INamedTypeSymbol Provider { get; }

    public INamedTypeSymbol Context { get; }

    /// <summary>The contract's version, as the referenced assembly states it.</summary>
    public string Version { get; }

    /// <summary>The contract that a compilation references, or null where it references none.</summary>
    public static ContractTypes? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName(ProviderPluginAttribute) is { } attribute ? Find(attribute) : null;

    /// <summary>The contract that an attribute class belongs to, or null where it is a stranger of the same name.</summary>
    public static ContractTypes? Find(INamedTypeSymbol pluginAttribute)
    {
        IAssemblySymbol assembly = pluginAttribute.ContainingAssembly;
        return assembly.Name == ManifestSchema.ContractAssembly
            && assembly.GetTypeByMetadataName(ProviderOptionAttribute) is { } option
            && assembly.GetTypeByMetadataName("GaoDev.Permissions.PermissionAttribute") is { } permission
            && assembly.GetTypeByMetadataName("GaoDev.Providers.IAgentProvider") is { } provider
            && assembly.GetTypeByMetadataName("GaoDev.Providers.ProviderContext") is { } context
            && assembly.GetTypeByMetadataName("GaoDev.Plugins.ContractVersion")?.GetMembers("Text") is [IFieldSymbol { ConstantValue: string version }]
                ? new(pluginAttribute, option, permission, provider, context, version)
                : null;
    }

    /// <summary>The class's <c>[ProviderPlugin]</c>, or null.</summary>
    public AttributeData? FindPluginAttribute(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, PluginAttribute))
            {
                return attribute;
            }
        }

        return null;
    }
}
