using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace GaoDev.Plugins.Permissions;

/// <summary>Whether a signature has a pointer in it.</summary>
internal sealed class PointerFinder : ISignatureTypeProvider<bool, object?>
{
    public static readonly PointerFinder Instance = new();

    /// <summary>Whether a method, a field or a local of the assembly has one.</summary>
    public static bool IsIn(MetadataReader metadata)
    {
        for (int row = 1; row <= metadata.GetTableRowCount(TableIndex.StandAloneSig); row++)
        {
            StandaloneSignature signature = metadata.GetStandaloneSignature(MetadataTokens.StandaloneSignatureHandle(row));
            if (signature.GetKind() == StandaloneSignatureKind.LocalVariables && signature.DecodeLocalSignature(Instance, null).Contains(true))
            {
                return true;
            }
        }

        return metadata.MethodDefinitions.Any(handle => metadata.GetMethodDefinition(handle).DecodeSignature(Instance, null) is var method && (method.ReturnType || method.ParameterTypes.Contains(true)))
            || metadata.FieldDefinitions.Any(handle => metadata.GetFieldDefinition(handle).DecodeSignature(Instance, null));
    }

    public bool GetPointerType(bool elementType) => true;

    public bool GetFunctionPointerType(MethodSignature<bool> signature) => true;

    public bool GetArrayType(bool elementType, ArrayShape shape) => elementType;

    public bool GetSZArrayType(bool elementType) => elementType;

    // A reference that is pinned is how the compiler writes fixed; spans are pinned without a pointer in source as well.
    public bool GetByReferenceType(bool elementType) => elementType;

    public bool GetPinnedType(bool elementType) => elementType;

    public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => typeArguments.Contains(true);

    public bool GetGenericMethodParameter(object? genericContext, int index) => false;

    public bool GetGenericTypeParameter(object? genericContext, int index) => false;

    public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => unmodifiedType;

    public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => false;

    public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => false;

    public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => false;

    public bool GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => false;
}
