namespace GaoDev.Plugins.Manifests;

/// <summary>Reads the one shape of JSON Schema that a manifest's options have: a closed object.</summary>
internal static class OptionSchemaParser
{
    public static List<ProviderOptionMetadata> Read(ref CanonicalJsonReader reader)
    {
        List<ProviderOptionMetadata>? options = null;
        List<string> required = [];
        bool closed = false, isObject = false;
        reader.BeginObject();
        for (string? member = null; reader.NextMember(ref member);)
        {
            switch (member)
            {
                case ManifestSchema.SchemaAdditionalProperties: reader.ReadLiteral("false"); closed = true; break;
                case ManifestSchema.SchemaProperties: options = ReadProperties(ref reader); break;
                case ManifestSchema.SchemaRequired: required = ReadRequired(ref reader); break;
                case ManifestSchema.SchemaType: reader.ReadLiteral("\"object\""); isObject = true; break;
                default: throw reader.Invalid($"unknown member '{member}'");
            }
        }

        if (options is null || !closed || !isObject)
        {
            throw reader.Invalid("options is not a closed object schema");
        }

        foreach (string name in required)
        {
            int index = options.FindIndex(option => option.Name == name);
            if (index < 0)
            {
                throw reader.Invalid($"required option '{name}' does not exist");
            }

            options[index] = options[index] with { IsRequired = true };
        }

        return options;
    }

    private static List<ProviderOptionMetadata> ReadProperties(ref CanonicalJsonReader reader)
    {
        List<ProviderOptionMetadata> options = [];
        reader.BeginObject();
        for (string? name = null; reader.NextMember(ref name);)
        {
            options.Add(OptionParser.Read(ref reader, name!));
        }

        return options.Count > 0 ? options : throw reader.Invalid("options has no properties");
    }

    private static List<string> ReadRequired(ref CanonicalJsonReader reader)
    {
        List<string> required = [];
        reader.BeginArray();
        for (int count = 0; reader.NextItem(ref count);)
        {
            string name = reader.ReadString();
            if (required.Count > 0 && string.CompareOrdinal(name, required[^1]) <= 0)
            {
                throw reader.Invalid($"required option '{name}' stands twice or is not in order");
            }

            required.Add(name);
        }

        return required.Count > 0 ? required : throw reader.Invalid("required is empty");
    }
}
