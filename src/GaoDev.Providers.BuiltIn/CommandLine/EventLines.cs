using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace GaoDev.Providers.BuiltIn.CommandLine;

/// <summary>Reads one JSON value a line, up to a length.</summary>
internal sealed class EventLines(Stream stream, int maximumBytes)
{
    private static readonly JsonElement NoJson = JsonDocument.Parse("null").RootElement;

    private readonly PipeReader reader = PipeReader.Create(stream);

    /// <summary>The next line; the JSON null where it is no JSON, null at the end.</summary>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public async ValueTask<JsonElement?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            ReadOnlySequence<byte> buffer = result.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                JsonElement value = Parse(buffer.Slice(0, end));
                reader.AdvanceTo(buffer.GetPosition(1, end));
                return value;
            }

            if (result.IsCompleted)
            {
                JsonElement? last = buffer.IsEmpty ? null : Parse(buffer);
                reader.AdvanceTo(buffer.End);
                return last;
            }

            if (buffer.Length > maximumBytes)
            {
                throw new InvalidDataException($"it wrote a line of more than {maximumBytes / (1024 * 1024)} MiB.");
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static JsonElement Parse(ReadOnlySequence<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return NoJson;
        }
    }
}
