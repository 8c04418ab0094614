using System.Reflection;
using System.Reflection.Metadata;
using GaoDev.Plugins.Manifests;

namespace GaoDev.Generators.Parsing;

/// <summary>
/// Finds a class that anybody could take for a provider in an assembly that has no manifest: a public class that
/// implements the contract's interface and has a public constructor for the contract's context.
/// </summary>
internal static class UnclaimedProvider
{
    /// <summary>The class's full name, or null. What GaoDev itself is made of provides nothing by being referenced.</summary>
    public static string? Find(MetadataReader reader, string assembly)
    {
        if (assembly.StartsWith("GaoDev.", StringComparison.Ordinal))
        {
            return null;
        }

        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            TypeDefinition type = reader.GetTypeDefinition(handle);
            if ((type.Attributes & (TypeAttributes.VisibilityMask | TypeAttributes.Abstract)) == TypeAttributes.Public
                && type.GetInterfaceImplementations().Any(implementation => IsContractType(reader, reader.GetInterfaceImplementation(implementation).Interface, "IAgentProvider"))
                && type.GetMethods().Any(method => TakesContext(reader, reader.GetMethodDefinition(method))))
            {
                string space = reader.GetString(type.Namespace);
                return (space.Length > 0 ? space + "." : "") + reader.GetString(type.Name);
            }
        }

        return null;
    }

    private static bool TakesContext(MetadataReader reader, MethodDefinition method)
    {
        if ((method.Attributes & MethodAttributes.MemberAccessMask) != MethodAttributes.Public || !reader.StringComparer.Equals(method.Name, ".ctor"))
        {
            return false;
        }

        BlobReader signature = reader.GetBlobReader(method.Signature);
        return signature.ReadSignatureHeader() is { IsGeneric: false }
            && signature.ReadCompressedInteger() == 1
            && signature.ReadSignatureTypeCode() == SignatureTypeCode.Void
            && signature.ReadSignatureTypeCode() == SignatureTypeCode.TypeHandle
            && IsContractType(reader, signature.ReadTypeHandle(), "ProviderContext");
    }

    private static bool IsContractType(MetadataReader reader, EntityHandle handle, string name)
    {
        if (handle.Kind != HandleKind.TypeReference)
        {
            return false;
        }

        TypeReference type = reader.GetTypeReference((TypeReferenceHandle)handle);
        return reader.StringComparer.Equals(type.Name, name)
            && reader.StringComparer.Equals(type.Namespace, ContractTypes.ProvidersNamespace)
            && type.ResolutionScope.Kind == HandleKind.AssemblyReference
            && reader.StringComparer.Equals(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name, ManifestSchema.ContractAssembly);
    }
}
