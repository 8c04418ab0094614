using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GaoDev.Plugins.Protocol;

/// <summary>One frame as it was received. The payload is valid until the next one is read.</summary>
internal readonly struct Frame(FrameType type, ReadOnlyMemory<byte> payload)
{
    public FrameType Type { get; } = type;

    public ReadOnlyMemory<byte> Payload { get; } = payload;

    /// <summary>What counts against the limits: the type byte and the payload.</summary>
    public int Length => 1 + Payload.Length;

    /// <exception cref="ProtocolException">The payload is not such a message.</exception>
    public T Read<T>(JsonTypeInfo<T> typeInfo)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Payload.Span, typeInfo)
                ?? throw new ProtocolException($"A frame of kind '{Type}' holds null.");
        }
        catch (JsonException exception)
        {
            throw new ProtocolException($"A frame of kind '{Type}' does not hold such a message: {exception.Message}", exception);
        }
    }
}
