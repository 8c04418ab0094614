using System.Text;

namespace GaoDev.Runtime.Execution;

/// <summary>Takes whatever a child prints, so that it never blocks, and keeps the end of it for a message.</summary>
internal sealed class StandardErrorTail
{
    private const int Kept = 16 * 1024;

    // The runtime's words on a crash end with a stack, and it is the words that say what happened.
    private const string StackFrame = "at ";

    private const int ShownLines = 5;
    private const int ShownCharacters = 300;

    private readonly Lock gate = new();
    private readonly byte[] ring = new byte[Kept];
    private long total;

    /// <summary>How much was printed so far.</summary>
    public long Total => Volatile.Read(ref total);

    public async Task DrainAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[Kept];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                Add(buffer.AsSpan(0, read));
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The child is gone, or nobody wants to know any more.
        }
    }

    /// <summary>The last lines, cleaned, or null where nothing was printed.</summary>
    public string? Describe(PluginText text)
    {
        string all;
        lock (gate)
        {
            int length = (int)Math.Min(total, Kept);
            byte[] last = new byte[length];
            for (int index = 0; index < length; index++)
            {
                last[index] = ring[(total - length + index) % Kept];
            }

            all = Encoding.UTF8.GetString(last);
        }

        string[] lines =
        [
            .. from line in all.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
               where !line.StartsWith(StackFrame, StringComparison.Ordinal)
               let clean = text.Clean(line)
               select clean.Length <= ShownCharacters ? clean : clean[..ShownCharacters] + "…",
        ];
        return lines.Length == 0 ? null : string.Join(" | ", lines.TakeLast(ShownLines));
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            foreach (byte value in bytes)
            {
                ring[total++ % Kept] = value;
            }
        }
    }
}
