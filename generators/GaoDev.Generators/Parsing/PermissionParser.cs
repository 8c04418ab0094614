using GaoDev.Generators.Models;
using GaoDev.Plugins.Manifests;
using Microsoft.CodeAnalysis;

namespace GaoDev.Generators.Parsing;

/// <summary>Reads the permission attributes.</summary>
internal static class PermissionParser
{
    /// <summary>The permission, or null where the attribute is no permission that this generator knows.</summary>
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
            _ => null,
        };
        string value = attribute.ConstructorArguments is [.., { Kind: TypedConstantKind.Primitive, Value: string text }] ? text : "";
        return kind is null ? null : new(kind, value, attribute.NamedText("Reason"));
    }
}
