using System.Reflection;
using System.Reflection.Metadata;
using GaoDev.Generators.Emit;
using GaoDev.Generators.Models;
using GaoDev.Plugins.Manifests;

namespace GaoDev.Generators.Parsing;

/// <summary>Reads manifest attributes from an assembly's metadata. The contract is known by its names: a plugin may be built against another version of it.</summary>
internal static class ManifestMetadata
{
    /// <summary>The assembly, or null where it has nothing to do with the contract.</summary>
    public static ReferencedAssembly? Read(MetadataReader reader)
    {
        if (!ReferencesContract(reader))
        {
            return null;
        }

        List<ReferencedProvider> providers = [];
        bool hasManifest = false;
        foreach (CustomAttributeHandle handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            CustomAttribute attribute = reader.GetCustomAttribute(handle);
            if (IsManifest(reader, attribute))
            {
                hasManifest = true;
                if (ReadProvider(reader, attribute) is { } provider)
                {
                    providers.Add(provider);
                }
            }
        }

        string name = reader.GetString(reader.GetAssemblyDefinition().Name);
        return new(name, IsAliased: false, hasManifest ? null : UnclaimedProvider.Find(reader, name), new(providers));
    }

    private static bool ReferencesContract(MetadataReader reader)
    {
        foreach (AssemblyReferenceHandle handle in reader.AssemblyReferences)
        {
            if (reader.StringComparer.Equals(reader.GetAssemblyReference(handle).Name, ManifestSchema.ContractAssembly))
            {
                return reader.IsAssembly;
            }
        }

        return false;
    }

    private static bool IsManifest(MetadataReader reader, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference
            || reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeReference } parent)
        {
            return false;
        }

        TypeReference type = reader.GetTypeReference((TypeReferenceHandle)parent);
        return reader.StringComparer.Equals(type.Name, ManifestSchema.AttributeName)
            && reader.StringComparer.Equals(type.Namespace, ManifestSchema.AttributeNamespace)
            && type.ResolutionScope.Kind == HandleKind.AssemblyReference
            && reader.StringComparer.Equals(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name, ManifestSchema.ContractAssembly);
    }

    private static ReferencedProvider? ReadProvider(MetadataReader reader, CustomAttribute attribute)
    {
        BlobReader blob = reader.GetBlobReader(attribute.Value);
        if (blob.ReadUInt16() != 1)
        {
            return null;
        }

        string? contract = blob.ReadSerializedString();
        string? entryType = blob.ReadSerializedString();
        string? manifest = blob.ReadSerializedString();
        return contract is not null && entryType is not null && ManifestText.FindName(manifest) is { } name && IsPublicType(reader, entryType)
            ? new(name, entryType, contract, ManifestText.FindPermissionKinds(manifest))
            : null;
    }

    /// <summary>
    /// Whether the assembly has that public type. The name ends up in generated code, so it counts only as a plain name
    /// of something that is there.
    /// </summary>
    private static bool IsPublicType(MetadataReader reader, string fullName)
    {
        if (!Identifiers.IsQualifiedName(fullName))
        {
            return false;
        }

        int dot = fullName.LastIndexOf('.');
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            TypeDefinition type = reader.GetTypeDefinition(handle);
            if ((type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public
                && reader.StringComparer.Equals(type.Name, fullName.Substring(dot + 1))
                && reader.StringComparer.Equals(type.Namespace, dot < 0 ? "" : fullName.Substring(0, dot)))
            {
                return true;
            }
        }

        return false;
    }
}
