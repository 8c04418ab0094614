using GaoDev.Generators.Models;
using GaoDev.Plugins.Manifests;
using Microsoft.CodeAnalysis;

namespace GaoDev.Generators.Parsing;

/// <summary>Reads the permission attributes, and knows which of them a manifest cannot hold.</summary>
internal static class PermissionParser
{
    public static bool IsPermission(AttributeData attribute, ContractTypes contract) =>
        SymbolEqualityComparer.Default.Equals(attribute.AttributeClass?.BaseType, contract.PermissionAttribute);

    /// <summary>The permission, or null where it does not say what it is for.</summary>
    public static PermissionFacts? Parse(AttributeData attribute)
    {
        string? kind = attribute.AttributeClass!.Name switch
        {
            "NetworkAccessAttribute" => ManifestSchema.KindNetwork,
            "FileAccessAttribute" => attribute.ConstructorArguments is [{ Value: 0 }, _] ? ManifestSchema.KindFileRead : ManifestSchema.KindFileWrite,
            "EnvironmentAccessAttribute" => ManifestSchema.KindEnvironment,
            "SubprocessAccessAttribute" => ManifestSchema.KindSubprocess,
            "NativeCodeAccessAttribute" => ManifestSchema.KindNativeCode,
            "StorageAccessAttribute" => ManifestSchema.KindStorage,
            "TunnelAccessAttribute" => ManifestSchema.KindTunnel,
            _ => null,
        };
        bool takesValue = kind is not (ManifestSchema.KindNativeCode or ManifestSchema.KindStorage);
        string value = attribute.ConstructorArguments is [.., { Kind: TypedConstantKind.Primitive, Value: string text }] ? text : "";
        return kind is null || (takesValue && value.Length == 0) ? null : new(kind, value, attribute.NamedText("Reason"));
    }
}
