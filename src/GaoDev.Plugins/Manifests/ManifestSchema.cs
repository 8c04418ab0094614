namespace GaoDev.Plugins.Manifests;

/// <summary>
/// The names of a provider manifest, shared by who writes it (the generator) and who reads it, so that they cannot
/// drift apart. docs/manifest.md describes the format. Compiled into both, so netstandard2.0 only.
/// </summary>
internal static class ManifestSchema
{
    /// <summary>The most bytes of UTF-8 that a reader takes.</summary>
    public const int MaximumBytes = 256 * 1024;

    public const string AttributeNamespace = "GaoDev.Plugins";
    public const string AttributeName = "ProviderManifestAttribute";
    public const string ContractAssembly = "GaoDev.Abstractions";

    public const string Author = "author";
    public const string DefaultModel = "defaultModel";
    public const string Description = "description";
    public const string Models = "models";
    public const string Name = "name";
    public const string Options = "options";
    public const string Permissions = "permissions";
    public const string RequiresApiKey = "requiresApiKey";
    public const string RequiresCli = "requiresCli";
    public const string Version = "version";

    public const string PermissionKind = "kind";
    public const string PermissionReason = "reason";
    public const string PermissionValue = "value";

    public const string SchemaAdditionalProperties = "additionalProperties";
    public const string SchemaDefault = "default";
    public const string SchemaDescription = "description";
    public const string SchemaEnum = "enum";
    public const string SchemaFormat = "format";
    public const string SchemaProperties = "properties";
    public const string SchemaRequired = "required";
    public const string SchemaType = "type";
    public const string SchemaWriteOnly = "writeOnly";
    public const string SchemaEnvironment = "x-environment";

    public const string UriFormat = "uri";

    public const string KindNetwork = "network";
    public const string KindFileRead = "file-read";
    public const string KindFileWrite = "file-write";
    public const string KindEnvironment = "environment";
    public const string KindSubprocess = "subprocess";
    public const string KindNativeCode = "native-code";
    public const string KindStorage = "storage";
    public const string KindTunnel = "tunnel";
}
