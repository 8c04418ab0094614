using System.Globalization;
using System.Text;

namespace GaoDev.Host.Egress;

/// <summary>Reads HTTP/1.1 requests off a stream. What is not plainly one ends the connection.</summary>
internal sealed class HttpTextReader(Stream stream)
{
    private const int LongestHead = 64 * 1024;

    private readonly byte[] buffer = new byte[LongestHead];
    private int start;
    private int end;
    private Func<Task>? drain;

    /// <summary>The next request's line and headers, or null where the client has left.</summary>
    /// <exception cref="IOException">It is malformed.</exception>
    public async Task<Head?> ReadHeadAsync()
    {
        if (drain is not null)
        {
            await drain().ConfigureAwait(false);
            drain = null;
        }

        string? first = await ReadLineAsync().ConfigureAwait(false);
        if (first is null)
        {
            return null;
        }

        string[] words = first.Split(' ');
        if (words.Length != 3 || words[2] is not ("HTTP/1.1" or "HTTP/1.0"))
        {
            throw new IOException("Not a request line.");
        }

        List<(string Name, string Value)> headers = [];
        while (await ReadLineAsync().ConfigureAwait(false) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || char.IsWhiteSpace(line[0]) || line[colon - 1] == ' ')
            {
                throw new IOException("Not a header.");
            }

            headers.Add((line[..colon], line[(colon + 1)..].Trim(' ', '\t')));
        }

        return new Head(words[0], words[1], headers);
    }

    public Stream OpenBody(Head head)
    {
        RequestBody body = new(this, head.IsChunked ? null : head.ContentLength ?? 0);
        drain = body.DrainAsync;
        return body;
    }

    private async ValueTask<string?> ReadLineAsync()
    {
        while (true)
        {
            int at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (at >= 0)
            {
                string line = Encoding.Latin1.GetString(buffer, start, at).TrimEnd('\r');
                start += at + 1;
                return line;
            }

            if (!await FillAsync().ConfigureAwait(false))
            {
                return start == end ? null : throw new IOException("A request was broken off.");
            }
        }
    }

    private async ValueTask<bool> FillAsync()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
        {
            throw new IOException("A request's head is too long.");
        }

        int read = await stream.ReadAsync(buffer.AsMemory(end)).ConfigureAwait(false);
        end += read;
        return read > 0;
    }

    /// <summary>A request's line and headers.</summary>
    internal sealed record Head(string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers)
    {
        public bool IsChunked => Values("Transfer-Encoding").Any(value => value.Equals("chunked", StringComparison.OrdinalIgnoreCase));

        public bool ExpectsContinue => Values("Expect").Any(value => value.Equals("100-continue", StringComparison.OrdinalIgnoreCase));

        public long? ContentLength => Values("Content-Length").FirstOrDefault() is { } text
            ? long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long length) ? length : throw new IOException("Not a length.")
            : null;

        public bool HasBody => IsChunked || ContentLength is > 0;

        private IEnumerable<string> Values(string name) => Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);
    }

    private sealed class RequestBody(HttpTextReader reader, long? length) : Stream
    {
        private long left = length ?? 0;
        private bool isOver = length == 0;
        private bool isWithinChunks;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public async Task DrainAsync()
        {
            byte[] ignored = new byte[4096];
            while (await ReadAsync(ignored).ConfigureAwait(false) > 0)
            {
            }
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken = default)
        {
            if (left == 0 && !isOver)
            {
                await NextChunkAsync().ConfigureAwait(false);
            }

            if (isOver || target.Length == 0)
            {
                return 0;
            }

            if (reader.start == reader.end && !await reader.FillAsync().ConfigureAwait(false))
            {
                throw new IOException("A request's body was broken off.");
            }

            int read = (int)Math.Min(Math.Min(target.Length, reader.end - reader.start), left);
            reader.buffer.AsMemory(reader.start, read).CopyTo(target);
            reader.start += read;
            left -= read;
            isOver = left == 0 && length is not null;
            return read;
        }

        public override Task<int> ReadAsync(byte[] target, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(target.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] target, int offset, int count) => ReadAsync(target.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] source, int offset, int count) => throw new NotSupportedException();

        private async Task NextChunkAsync()
        {
            if (isWithinChunks)
            {
                await reader.ReadLineAsync().ConfigureAwait(false);
            }

            isWithinChunks = true;
            string size = (await reader.ReadLineAsync().ConfigureAwait(false) ?? "").Split(';')[0].Trim();
            if (!long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out left) || left < 0)
            {
                throw new IOException("Not a chunk.");
            }

            if (left == 0)
            {
                while (await reader.ReadLineAsync().ConfigureAwait(false) is { Length: > 0 })
                {
                }

                isOver = true;
            }
        }
    }
}
