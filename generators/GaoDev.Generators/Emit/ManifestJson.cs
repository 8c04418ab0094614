using GaoDev.Generators.Models;
using GaoDev.Plugins.Manifests;

namespace GaoDev.Generators.Emit;

/// <summary>Writes a provider's manifest; docs/manifest.md describes it.</summary>
internal static class ManifestJson
{
    public static string Write(ProviderFacts facts, string version) => CanonicalJson.Object(
        Member(ManifestSchema.Author, Text(facts.Author)),
        Member(ManifestSchema.DefaultModel, Text(facts.DefaultModel)),
        Member(ManifestSchema.Description, Text(facts.Description)),
        Member(ManifestSchema.Models, Texts(facts.Models)),
        Member(ManifestSchema.Name, CanonicalJson.String(facts.Name)),
        Member(ManifestSchema.Options, facts.Options.Count > 0 ? WriteOptions(facts.Options) : null),
        Member(ManifestSchema.Permissions, facts.Permissions.Count > 0 ? CanonicalJson.Array(facts.Permissions.Select(WritePermission)) : null),
        Member(ManifestSchema.RequiresApiKey, Flag(facts.RequiresApiKey)),
        Member(ManifestSchema.RequiresCli, Text(facts.RequiresCli)),
        Member(ManifestSchema.Version, CanonicalJson.String(version)));

    private static string WriteOptions(EquatableArray<OptionFacts> options) => CanonicalJson.Object(
        Member(ManifestSchema.SchemaAdditionalProperties, "false"),
        Member(ManifestSchema.SchemaProperties, CanonicalJson.Object(options.Select(static option => Member(option.Name, WriteOption(option))))),
        Member(ManifestSchema.SchemaRequired, Texts(options
            .Where(static option => option.IsRequired)
            .Select(static option => option.Name)
            .OrderBy(static name => name, StringComparer.Ordinal))),
        Member(ManifestSchema.SchemaType, CanonicalJson.String("object")));

    private static string WriteOption(OptionFacts option) => CanonicalJson.Object(
        Member(ManifestSchema.SchemaDefault, option.Default is null ? null : WriteValue(option.Kind, option.Default)),
        Member(ManifestSchema.SchemaDescription, Text(option.Description)),
        Member(ManifestSchema.SchemaEnum, option.AllowedValues.Count == 0 ? null : CanonicalJson.Array(option.AllowedValues.Select(value => WriteValue(option.Kind, value)))),
        Member(ManifestSchema.SchemaFormat, option.Kind == OptionKind.Uri ? CanonicalJson.String(ManifestSchema.UriFormat) : null),
        Member(ManifestSchema.SchemaType, CanonicalJson.String(TypeName(option.Kind))),
        Member(ManifestSchema.SchemaWriteOnly, Flag(option.IsSecret)),
        Member(ManifestSchema.SchemaEnvironment, Text(option.Environment)));

    private static string WritePermission(PermissionFacts permission) => CanonicalJson.Object(
        Member(ManifestSchema.PermissionKind, CanonicalJson.String(permission.Kind)),
        Member(ManifestSchema.PermissionReason, Text(permission.Reason)),
        Member(ManifestSchema.PermissionValue, Text(permission.Value)));

    private static string WriteValue(OptionKind kind, string value) =>
        kind is OptionKind.String or OptionKind.Uri ? CanonicalJson.String(value) : value;

    private static string TypeName(OptionKind kind) => kind switch
    {
        OptionKind.Integer => "integer",
        OptionKind.Number => "number",
        OptionKind.Boolean => "boolean",
        _ => "string",
    };

    private static KeyValuePair<string, string?> Member(string name, string? json) => new(name, json);

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : CanonicalJson.String(value!);

    private static string? Texts(IEnumerable<string> values) => values.Any() ? CanonicalJson.Array(values.Select(CanonicalJson.String)) : null;

    private static string? Flag(bool value) => value ? "true" : null;
}
