using System.Text.Json;
using System.Text.Json.Serialization;

namespace GaoDev.Plugins.Protocol;

/// <summary>An enumeration as one of its names, exactly as written: no numbers, no other case, no lists.</summary>
internal sealed class StrictEnumConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return Enum.TryParse(text, out T value) && value.ToString() == text
            ? value
            : throw new JsonException($"There is no such {typeof(T).Name}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
