using System.Globalization;
using System.Text.Json.Nodes;
using GaoDev.Plugins;
using GaoDev.Providers;

namespace GaoDev.Runtime.Registry;

/// <summary>A provider's options as JSON Schema 2020-12, in the same form as in a manifest.</summary>
internal static class ConfigurationSchema
{
    public static JsonObject Write(ProviderMetadata metadata)
    {
        JsonObject properties = [];
        foreach (ProviderOptionMetadata option in metadata.Options.OrderBy(option => option.Name, StringComparer.Ordinal))
        {
            properties.Add(option.Name, WriteOption(option));
        }

        JsonObject schema = new() { ["additionalProperties"] = false, ["properties"] = properties };
        string[] required = [.. metadata.Options.Where(option => option.IsRequired).Select(option => option.Name).Order(StringComparer.Ordinal)];
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]);
        }

        schema["type"] = "object";
        return schema;
    }

    private static JsonObject WriteOption(ProviderOptionMetadata option)
    {
        JsonObject schema = [];
        if (option.Default is { } value)
        {
            schema["default"] = WriteValue(option.Type, value);
        }

        if (option.Description.Length > 0)
        {
            schema["description"] = option.Description;
        }

        if (option.AllowedValues.Count > 0)
        {
            schema["enum"] = new JsonArray([.. option.AllowedValues.Select(allowed => WriteValue(option.Type, allowed))]);
        }

        if (option.Type == ProviderOptionType.Uri)
        {
            schema["format"] = "uri";
        }

        schema["type"] = option.Type switch
        {
            ProviderOptionType.Integer => "integer",
            ProviderOptionType.Number => "number",
            ProviderOptionType.Boolean => "boolean",
            _ => "string",
        };
        if (option.IsSecret)
        {
            schema["writeOnly"] = true;
        }

        if (option.Environment is { } variable)
        {
            schema["x-environment"] = variable;
        }

        return schema;
    }

    private static JsonNode WriteValue(ProviderOptionType type, string value) => type switch
    {
        ProviderOptionType.Integer => long.Parse(value, CultureInfo.InvariantCulture),
        ProviderOptionType.Number => double.Parse(value, CultureInfo.InvariantCulture),
        ProviderOptionType.Boolean => bool.Parse(value),
        _ => value,
    };
}
