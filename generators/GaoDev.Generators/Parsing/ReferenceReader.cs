using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GaoDev.Generators.Emit;
using GaoDev.Generators.Models;
using GaoDev.Plugins.Manifests;
using Microsoft.CodeAnalysis;

namespace GaoDev.Generators.Parsing;

/// <summary>
/// What one reference has to do with providers, by its manifest attributes. A compiled reference is read from metadata,
/// without binding it, and once for as long as the compiler keeps that metadata: its content never changes.
/// </summary>
internal static class ReferenceReader
{
    private static readonly ConditionalWeakTable<MetadataId, Found> Memo = new();

    /// <summary>The references that have to do with providers, in their order.</summary>
    public static EquatableArray<ReferencedAssembly> ReadAll(ImmutableArray<MetadataReference> references, CancellationToken cancellationToken)
    {
        List<ReferencedAssembly> found = [];
        foreach (MetadataReference reference in references)
        {
            if (Read(reference, cancellationToken) is { } assembly)
            {
                found.Add(assembly);
            }
        }

        return new(found);
    }

    /// <summary>The assembly, or null where it has nothing to do with providers or cannot be read, which the compiler reports.</summary>
    public static ReferencedAssembly? Read(MetadataReference reference, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ReferencedAssembly? assembly = reference switch
        {
            PortableExecutableReference portable => ReadPortable(portable),
            CompilationReference project => ReadCompilation(project.Compilation),
            _ => null,
        };

        // What has only an alias cannot be named from the global namespace.
        ImmutableArray<string> aliases = reference.Properties.Aliases;
        return assembly is null || aliases.IsDefaultOrEmpty || aliases.Contains("global") ? assembly : assembly with { IsAliased = true };
    }

    private static ReferencedAssembly? ReadPortable(PortableExecutableReference reference)
    {
        try
        {
            return Memo.GetValue(reference.GetMetadataId(), _ => new Found(ReadMetadata(reference.GetMetadata()))).Assembly;
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException)
        {
            return null;
        }
    }

    private static ReferencedAssembly? ReadMetadata(Metadata metadata) =>
        metadata is AssemblyMetadata assembly ? ManifestMetadata.Read(assembly.GetModules()[0].GetMetadataReader()) : null;

    private static ReferencedAssembly? ReadCompilation(Compilation compilation)
    {
        EquatableArray<ReferencedProvider> providers = new(
            from attribute in compilation.Assembly.GetAttributes()
            where attribute.AttributeClass is { Name: ManifestSchema.AttributeName, ContainingAssembly.Name: ManifestSchema.ContractAssembly }
            where attribute.ConstructorArguments.Length == 3
            let contract = attribute.ConstructorArguments[0].Value as string
            let entryType = attribute.ConstructorArguments[1].Value as string
            let manifest = attribute.ConstructorArguments[2].Value as string
            let name = ManifestText.FindName(manifest)
            where contract is not null && entryType is not null && name is not null && Identifiers.IsQualifiedName(entryType)
            where compilation.Assembly.GetTypeByMetadataName(entryType) is { DeclaredAccessibility: Accessibility.Public, ContainingType: null }
            select new ReferencedProvider(name, entryType, contract, ManifestText.FindPermissionKinds(manifest)));

        // Its own analyzers speak of classes that are not claimed there.
        string assembly = compilation.AssemblyName ?? "";
        return providers.Count > 0 || assembly == HostOptions.RuntimeAssembly ? new(assembly, IsAliased: false, null, providers) : null;
    }

    private sealed record Found(ReferencedAssembly? Assembly);
}
