using GaoDev.Generators.Models;
using GaoDev.Plugins.Manifests;

namespace GaoDev.Generators.Emit;

/// <summary>Writes a provider's metadata as an initializer, with the facts of its manifest in the manifest's order.</summary>
internal static class MetadataSource
{
    public static void Write(SourceBuilder source, PluginModel plugin)
    {
        ProviderFacts facts = plugin.Class.Facts;
        source.Open("internal static readonly global::GaoDev.Plugins.ProviderMetadata Metadata = new global::GaoDev.Plugins.ProviderMetadata")
            .Line($"Name = {CSharpLiteral.String(facts.Name)},")
            .Line($"Version = {CSharpLiteral.String(plugin.Version)},")
            .Line($"Description = {CSharpLiteral.String(facts.Description)},")
            .Line($"Author = {CSharpLiteral.String(facts.Author)},")
            .Line($"SupportedModels = {List("string", facts.Models.Select(CSharpLiteral.String))},")
            .Line($"DefaultModel = {Text(facts.DefaultModel)},")
            .Line($"RequiresApiKey = {CSharpLiteral.Bool(facts.RequiresApiKey)},")
            .Line($"RequiresCli = {Text(facts.RequiresCli)},")
            .Line($"Options = {List("global::GaoDev.Plugins.ProviderOptionMetadata", facts.Options.Select(WriteOption))},")
            .Line($"Permissions = {List("global::GaoDev.Permissions.Permission", facts.Permissions.Select(WritePermission))},")
            .Line($"ContractVersion = {CSharpLiteral.String(plugin.Class.ContractVersion)},")
            .Close(";");
    }

    private static string WriteOption(OptionFacts option) =>
        "new global::GaoDev.Plugins.ProviderOptionMetadata { " + string.Join(", ",
            $"Name = {CSharpLiteral.String(option.Name)}",
            $"Type = global::GaoDev.Providers.ProviderOptionType.{option.Kind}",
            $"Environment = {Text(option.Environment)}",
            $"Default = {Text(option.Default)}",
            $"IsRequired = {CSharpLiteral.Bool(option.IsRequired)}",
            $"IsSecret = {CSharpLiteral.Bool(option.IsSecret)}",
            $"Description = {CSharpLiteral.String(option.Description)}",
            $"AllowedValues = {List("string", option.AllowedValues.Select(CSharpLiteral.String))}") + " }";

    private static string WritePermission(PermissionFacts permission) =>
        "new global::GaoDev.Permissions.Permission(" + string.Join(", ",
            $"global::GaoDev.Permissions.PermissionKind.{KindName(permission.Kind)}",
            CSharpLiteral.String(permission.Value),
            Text(permission.Reason)) + ")";

    private static string KindName(string kind) => kind switch
    {
        ManifestSchema.KindNetwork => "Network",
        ManifestSchema.KindFileRead => "FileRead",
        ManifestSchema.KindFileWrite => "FileWrite",
        ManifestSchema.KindEnvironment => "Environment",
        ManifestSchema.KindSubprocess => "Subprocess",
        ManifestSchema.KindNativeCode => "NativeCode",
        ManifestSchema.KindTunnel => "Tunnel",
        _ => "Storage",
    };

    /// <summary>A list that nobody can change by casting it.</summary>
    private static string List(string type, IEnumerable<string> items) => items.Any()
        ? $"global::System.Array.AsReadOnly(new {type}[] {{ {string.Join(", ", items)} }})"
        : $"global::System.Array.AsReadOnly(global::System.Array.Empty<{type}>())";

    private static string Text(string? value) => value is null ? "null" : CSharpLiteral.String(value);
}
