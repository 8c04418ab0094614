using System.Reflection;
using System.Reflection.Metadata;
using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Plugins.Manifests;

/// <summary>Finds and decodes <see cref="ProviderManifestAttribute"/> in metadata, without resolving any type.</summary>
internal static class ManifestAttribute
{
    private const ushort Prolog = 1;

    /// <summary>Whether it is the contract's attribute, and not another of that name.</summary>
    public static bool Is(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
        {
            return false;
        }

        MemberReference constructor = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor);
        if (constructor.Parent.Kind != HandleKind.TypeReference)
        {
            return false;
        }

        TypeReference type = metadata.GetTypeReference((TypeReferenceHandle)constructor.Parent);
        return metadata.StringComparer.Equals(type.Name, ManifestSchema.AttributeName)
            && metadata.StringComparer.Equals(type.Namespace, ManifestSchema.AttributeNamespace)
            && type.ResolutionScope.Kind == HandleKind.AssemblyReference
            && metadata.StringComparer.Equals(
                metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name,
                ManifestSchema.ContractAssembly);
    }

    /// <summary>The attribute's three strings.</summary>
    /// <exception cref="PluginException">It holds anything else.</exception>
    public static (string ContractVersion, string EntryType, string Json) Decode(
        MetadataReader metadata, CustomAttribute attribute, string origin)
    {
        BlobReader blob = metadata.GetBlobReader(attribute.Value);
        if (blob.Length <= 2 * ManifestParser.MaximumBytes && blob.ReadUInt16() == Prolog)
        {
            string? contract = blob.ReadSerializedString();
            string? entryType = blob.ReadSerializedString();
            string? json = blob.ReadSerializedString();
            if (contract is not null && entryType is not null && json is not null
                && blob.RemainingBytes == sizeof(ushort) && blob.ReadUInt16() == 0)
            {
                return (contract, entryType, json);
            }
        }

        throw new PluginException(
            PluginErrorCode.ManifestInvalid,
            $"The provider manifest in {origin} is not valid: its attribute does not hold three texts.",
            "Ask its author for a package that was built with GaoDev.Sdk; nothing of this one is used.",
            origin);
    }

    /// <summary>Whether the assembly itself has a public class of that full name.</summary>
    public static bool IsPublicType(MetadataReader metadata, string fullName)
    {
        int dot = fullName.LastIndexOf('.');
        string ns = dot < 0 ? "" : fullName[..dot];
        string name = fullName[(dot + 1)..];
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            TypeDefinition type = metadata.GetTypeDefinition(handle);
            if ((type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public
                && metadata.StringComparer.Equals(type.Name, name)
                && metadata.StringComparer.Equals(type.Namespace, ns))
            {
                return true;
            }
        }

        return false;
    }
}
