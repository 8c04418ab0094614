using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GaoDev.Generators.Emit;
using GaoDev.Generators.Models;
using GaoDev.Plugins.Manifests;
using Microsoft.CodeAnalysis;

namespace GaoDev.Generators.Parsing;

/// <summary>
/// The providers of one reference, by its manifest attributes. A compiled reference is read from metadata, without
/// binding it, and once for as long as the compiler keeps that metadata: its content never changes.
/// </summary>
internal static class ReferenceReader
{
    private static readonly ConditionalWeakTable<MetadataId, object> Memo = new();

    public static EquatableArray<HostEntry> Read(MetadataReference reference, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // What has only an alias cannot be named from the global namespace.
        ImmutableArray<string> aliases = reference.Properties.Aliases;
        return !aliases.IsDefaultOrEmpty && !aliases.Contains("global") ? default : reference switch
        {
            PortableExecutableReference portable => ReadPortable(portable),
            CompilationReference project => ReadCompilation(project.Compilation),
            _ => default,
        };
    }

    private static EquatableArray<HostEntry> ReadPortable(PortableExecutableReference reference)
    {
        try
        {
            return (EquatableArray<HostEntry>)Memo.GetValue(reference.GetMetadataId(), _ => ReadMetadata(reference.GetMetadata()));
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException)
        {
            // The compiler reports a reference that it cannot read.
            return default;
        }
    }

    private static EquatableArray<HostEntry> ReadMetadata(Metadata metadata) => metadata is AssemblyMetadata assembly
        ? new(ManifestMetadata.Read(assembly.GetModules()[0].GetMetadataReader()))
        : default;

    private static EquatableArray<HostEntry> ReadCompilation(Compilation compilation) => new(
        from attribute in compilation.Assembly.GetAttributes()
        where attribute.AttributeClass is { Name: ManifestSchema.AttributeName, ContainingAssembly.Name: ManifestSchema.ContractAssembly }
        where attribute.ConstructorArguments.Length == 3
        let entryType = attribute.ConstructorArguments[1].Value as string
        let name = ManifestName.Find(attribute.ConstructorArguments[2].Value as string)
        where entryType is not null && name is not null && Identifiers.IsQualifiedName(entryType)
        where compilation.Assembly.GetTypeByMetadataName(entryType) is { DeclaredAccessibility: Accessibility.Public, ContainingType: null }
        select new HostEntry(name, entryType));
}
