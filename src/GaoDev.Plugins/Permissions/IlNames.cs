using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace GaoDev.Plugins.Permissions;

/// <summary>Names of what metadata refers to, as the table writes them.</summary>
internal static class IlNames
{
    private const int DeepestNesting = 16;

    /// <summary>What a method that is imported from a native library is reported as.</summary>
    public static readonly GuardedApi Import = GuardedApis.FindType("System.Runtime.InteropServices.DllImportAttribute")!;

    /// <summary>What a pointer among a method's locals is reported as.</summary>
    public static readonly GuardedApi Pointer = new(GuardedCapability.NativeCode, "pointer", null, null);

    public static string Of(MetadataReader metadata, TypeReferenceHandle handle) => Of(metadata, handle, DeepestNesting);

    /// <summary>The type that a member is of, a generic one without its arguments; null where it is one of the assembly's own.</summary>
    public static string? ParentOf(MetadataReader metadata, MemberReference member) => member.Parent.Kind switch
    {
        HandleKind.TypeReference => Of(metadata, (TypeReferenceHandle)member.Parent),
        HandleKind.TypeSpecification => metadata.GetTypeSpecification((TypeSpecificationHandle)member.Parent).DecodeSignature(TypeNameFinder.Instance, null) is { Length: > 0 } name ? name : null,
        _ => null,
    };

    /// <summary>The member's name; an accessor has its property's.</summary>
    public static string MemberOf(MetadataReader metadata, MemberReference member)
    {
        string name = metadata.GetString(member.Name);
        return name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal) ? name.Substring(4) : name;
    }

    public static string? FirstParameterOf(MetadataReader metadata, MemberReference member) =>
        member.GetKind() == MemberReferenceKind.Method && member.DecodeMethodSignature(TypeNameFinder.Instance, null).ParameterTypes is [var first, ..] ? first : null;

    /// <summary>The token of the generic definition that a token instantiates, or the token itself.</summary>
    public static int Unwrap(MetadataReader metadata, int token)
    {
        EntityHandle handle = MetadataTokens.EntityHandle(token);
        return handle.Kind switch
        {
            HandleKind.MethodSpecification => Unwrap(metadata, MetadataTokens.GetToken(metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method)),
            HandleKind.MemberReference when metadata.GetMemberReference((MemberReferenceHandle)handle).Parent is { Kind: HandleKind.TypeReference } parent => MetadataTokens.GetToken(parent),
            _ => token,
        };
    }

    public static string MethodOf(MetadataReader metadata, MethodDefinition method)
    {
        TypeDefinition type = metadata.GetTypeDefinition(method.GetDeclaringType());
        return metadata.GetString(type.Name) + "." + metadata.GetString(method.Name);
    }

    private static string Of(MetadataReader metadata, TypeReferenceHandle handle, int depth)
    {
        TypeReference type = metadata.GetTypeReference(handle);
        string name = metadata.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            return depth == 0 ? throw new BadImageFormatException("Types are nested too deep.") : Of(metadata, (TypeReferenceHandle)type.ResolutionScope, depth - 1) + "+" + name;
        }

        return type.Namespace.IsNil ? name : metadata.GetString(type.Namespace) + "." + name;
    }
}
