using System.Globalization;
using GaoDev.Providers;

namespace GaoDev.Plugins.Manifests;

/// <summary>Reads one option of a manifest: the schema of one property.</summary>
internal static class OptionParser
{
    private enum ScalarKind
    {
        Text,
        Number,
        Boolean,
    }

    public static ProviderOptionMetadata Read(ref CanonicalJsonReader reader, string name)
    {
        Scalar? value = null;
        string? description = null, format = null, type = null, environment = null;
        List<Scalar> allowed = [];
        bool secret = false;
        reader.BeginObject();
        for (string? member = null; reader.NextMember(ref member);)
        {
            switch (member)
            {
                case ManifestSchema.SchemaDefault: value = ReadScalar(ref reader); break;
                case ManifestSchema.SchemaDescription: description = ManifestRules.Text(ref reader, member); break;
                case ManifestSchema.SchemaEnum: allowed = ReadEnum(ref reader); break;
                case ManifestSchema.SchemaFormat: format = reader.ReadString(); break;
                case ManifestSchema.SchemaType: type = reader.ReadString(); break;
                case ManifestSchema.SchemaWriteOnly: reader.ReadLiteral("true"); secret = true; break;
                case ManifestSchema.SchemaEnvironment: environment = reader.ReadString(); break;
                default: throw reader.Invalid($"unknown member '{member}'");
            }
        }

        ProviderOptionType parsed = TypeOf(type, format) ?? throw reader.Invalid($"option '{name}' has no known type");
        string? mistake =
            !ManifestRules.IsOptionName(name) ? "is not snake_case"
            : environment is not null && !ManifestRules.IsEnvironmentVariable(environment) ? "names no environment variable"
            : !allowed.TrueForAll(item => Fits(parsed, item)) ? "allows a value that is not of its type"
            : value is { } given && !Fits(parsed, given) ? "has a default that is not of its type"
            : value is not null && allowed.Count > 0 && !allowed.Contains(value.Value) ? "has a default that it does not allow"
            : null;
        return mistake is null
            ? new ProviderOptionMetadata
            {
                Name = name,
                Type = parsed,
                Default = value?.Text,
                Description = description ?? "",
                AllowedValues = allowed.ConvertAll(item => item.Text),
                Environment = environment,
                IsSecret = secret,
            }
            : throw reader.Invalid($"option '{name}' {mistake}");
    }

    private static ProviderOptionType? TypeOf(string? type, string? format) => (type, format) switch
    {
        ("string", null) => ProviderOptionType.String,
        ("string", ManifestSchema.UriFormat) => ProviderOptionType.Uri,
        ("integer", null) => ProviderOptionType.Integer,
        ("number", null) => ProviderOptionType.Number,
        ("boolean", null) => ProviderOptionType.Boolean,
        _ => null,
    };

    private static bool Fits(ProviderOptionType type, Scalar value) => type switch
    {
        ProviderOptionType.Boolean => value.Kind == ScalarKind.Boolean,
        ProviderOptionType.Number => value.Kind == ScalarKind.Number,
        ProviderOptionType.Integer => value.Kind == ScalarKind.Number
            && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => value.Kind == ScalarKind.Text,
    };

    private static List<Scalar> ReadEnum(ref CanonicalJsonReader reader)
    {
        List<Scalar> allowed = [];
        reader.BeginArray();
        for (int count = 0; reader.NextItem(ref count);)
        {
            Scalar value = ReadScalar(ref reader);
            if (allowed.Count > 0 && string.CompareOrdinal(value.Text, allowed[^1].Text) <= 0)
            {
                throw reader.Invalid($"value '{value.Text}' stands twice or is not in order");
            }

            allowed.Add(value);
        }

        return allowed.Count > 0 ? allowed : throw reader.Invalid("enum is empty");
    }

    private static Scalar ReadScalar(ref CanonicalJsonReader reader) => reader.Next switch
    {
        '"' => new Scalar(ScalarKind.Text, reader.ReadString()),
        't' or 'f' => new Scalar(ScalarKind.Boolean, reader.ReadBoolean() ? "true" : "false"),
        _ => new Scalar(ScalarKind.Number, reader.ReadNumber()),
    };

    private readonly record struct Scalar(ScalarKind Kind, string Text);
}
