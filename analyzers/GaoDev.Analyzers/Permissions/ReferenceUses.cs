using System.Runtime.CompilerServices;
using GaoDev.Plugins.Permissions;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Permissions;

/// <summary>What a provider's dependencies use, by their metadata: a permission may be declared for one of them.</summary>
internal static class ReferenceUses
{
    private static readonly ConditionalWeakTable<MetadataId, HashSet<GuardedCapability>> Memo = new();

    public static bool Any(Compilation compilation, GuardedCapability capability) =>
        compilation.References.Any(reference => reference is PortableExecutableReference portable && !IsFramework(portable) && Read(portable).Contains(capability));

    // Reference assemblies name everything and use nothing. The contract's own context is what the rules look for in source.
    private static bool IsFramework(PortableExecutableReference reference) =>
        reference.FilePath is { } path
        && (path.Contains("Microsoft.NETCore.App") || path.Contains("Microsoft.AspNetCore.App") || Path.GetFileNameWithoutExtension(path) == "GaoDev.Abstractions");

    private static HashSet<GuardedCapability> Read(PortableExecutableReference reference)
    {
        try
        {
            return Memo.GetValue(reference.GetMetadataId(), _ => reference.GetMetadata() is AssemblyMetadata assembly
                ? [.. IlPermissionReader.FindApis(assembly.GetModules()[0].GetMetadataReader()).Select(static api => api.Capability)]
                : []);
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException or ArgumentException)
        {
            // The compiler reports a reference that it cannot read.
            return [];
        }
    }
}
