using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GaoDev.Plugins.Protocol;

/// <summary>
/// Writes frames to a stream, from any number of threads. A frame is sent at once; what comes while one is being sent
/// goes out together in the next write. Does not own the stream.
/// </summary>
internal sealed class FrameWriter : IDisposable
{
    private const int HeaderLength = sizeof(uint);

    /// <summary>Above this much unsent, writers wait.</summary>
    private const int HighWater = 256 * 1024;

    private readonly Lock gate = new();
    private readonly Stream stream;
    private readonly int maximumLength;
    private readonly Utf8JsonWriter json;
    private FrameBuffer filling = new();
    private FrameBuffer sending = new();
    private TaskCompletionSource? taken;
    private TaskCompletionSource? idle;
    private bool isSending;
    private bool isDisposed;
    private IOException? failure;

    public FrameWriter(Stream stream, int maximumLength)
    {
        this.stream = stream;
        this.maximumLength = maximumLength;

        // Nothing here ends up in HTML, and escaping every letter outside ASCII would treble most of the world's text.
        json = new Utf8JsonWriter(filling, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    /// <summary>
    /// Sends a message and returns the frame's length. Does not wait until it has arrived, unless much is unsent because
    /// the other end does not keep up; a failure to send is thrown at the next write.
    /// </summary>
    /// <exception cref="FrameTooLongException">It does not fit into a frame.</exception>
    /// <exception cref="IOException">The other end is gone.</exception>
    public ValueTask<int> WriteAsync<T>(FrameType type, T message, JsonTypeInfo<T> typeInfo)
    {
        int length;
        Task? wait = null;
        bool mustSend;
        lock (gate)
        {
            length = Append(type, message, typeInfo);
            mustSend = !isSending;
            isSending = true;
            if (filling.Count > HighWater)
            {
                taken ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                wait = taken.Task;
            }
        }

        if (mustSend)
        {
            _ = SendAsync();
        }

        return wait is null || wait.IsCompleted ? new(length) : new(AfterAsync(wait, length));
    }

    /// <summary>Sends a message that may be lost: false where the other end does not keep up or is gone.</summary>
    public bool TryWrite<T>(FrameType type, T message, JsonTypeInfo<T> typeInfo)
    {
        lock (gate)
        {
            if (failure is not null || isDisposed || filling.Count > HighWater)
            {
                return false;
            }

            Append(type, message, typeInfo);
            if (isSending)
            {
                return true;
            }

            isSending = true;
        }

        _ = SendAsync();
        return true;
    }

    /// <summary>Waits until everything has been sent, or cannot be.</summary>
    public Task FlushAsync()
    {
        lock (gate)
        {
            if (!isSending)
            {
                return Task.CompletedTask;
            }

            idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return idle.Task;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (!isDisposed)
            {
                isDisposed = true;
                failure ??= new IOException("The channel is closed.");
                if (!isSending)
                {
                    ReleaseBuffers();
                }
            }
        }
    }

    private static async Task<int> AfterAsync(Task wait, int length)
    {
        await wait.ConfigureAwait(false);
        return length;
    }

    private int Append<T>(FrameType type, T message, JsonTypeInfo<T> typeInfo)
    {
        if (failure is not null)
        {
            throw new IOException(failure.Message, failure);
        }

        int start = filling.Count;
        filling.GetSpan(HeaderLength + 1)[HeaderLength] = (byte)type;
        filling.Advance(HeaderLength + 1);
        bool isComplete = false;
        try
        {
            json.Reset(filling);
            JsonSerializer.Serialize(json, message, typeInfo);
            json.Flush();
            int length = filling.Count - start - HeaderLength;
            if (length > maximumLength)
            {
                throw new FrameTooLongException(type, maximumLength);
            }

            BinaryPrimitives.WriteUInt32LittleEndian(filling.Span[start..], (uint)length);
            isComplete = true;
            return length;
        }
        finally
        {
            if (!isComplete)
            {
                filling.CutTo(start);
            }
        }
    }

    // Runs in the thread of whoever writes first: an empty pipe takes the bytes at once, with no hop to another thread.
    private async Task SendAsync()
    {
        try
        {
            while (TakeFilled())
            {
                await stream.WriteAsync(sending.Written).ConfigureAwait(false);
                sending.Clear();
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            lock (gate)
            {
                failure ??= new IOException("The channel is closed.", exception);
                Rest();
            }
        }
    }

    private bool TakeFilled()
    {
        lock (gate)
        {
            taken?.SetResult();
            taken = null;
            if (filling.Count == 0 || isDisposed)
            {
                Rest();
                return false;
            }

            (filling, sending) = (sending, filling);
            return true;
        }
    }

    private void Rest()
    {
        isSending = false;
        taken?.SetResult();
        taken = null;
        idle?.SetResult();
        idle = null;
        if (isDisposed)
        {
            ReleaseBuffers();
        }
    }

    private void ReleaseBuffers()
    {
        filling.Dispose();
        sending.Dispose();
        json.Dispose();
    }
}
