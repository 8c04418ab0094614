using System.Text.Json;
using System.Text.Json.Serialization;

namespace GaoDev.Plugins.Protocol;

/// <summary>
/// A piece of an answer. A stream consists of these, so they take the short way past the serializer's general handling of
/// constructors; what is refused is the same.
/// </summary>
internal sealed class PieceConverter : JsonConverter<PieceMessage>
{
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Text = JsonEncodedText.Encode("text");

    public override PieceMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        long? id = null;
        string? text = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("It is not an object.");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (id is null && reader.ValueTextEquals(Id.EncodedUtf8Bytes))
            {
                reader.Read();
                id = reader.GetInt64();
            }
            else if (text is null && reader.ValueTextEquals(Text.EncodedUtf8Bytes))
            {
                reader.Read();
                text = reader.GetString() ?? throw new JsonException("The text is null.");
            }
            else
            {
                throw new JsonException("A member is unknown, or there twice.");
            }
        }

        return new PieceMessage(id ?? throw new JsonException("There is no id."), text ?? throw new JsonException("There is no text."));
    }

    public override void Write(Utf8JsonWriter writer, PieceMessage value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber(Id, value.Id);
        writer.WriteString(Text, value.Text);
        writer.WriteEndObject();
    }
}
