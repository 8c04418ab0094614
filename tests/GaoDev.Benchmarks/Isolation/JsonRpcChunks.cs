using StreamJsonRpc;

namespace GaoDev.Benchmarks.Isolation;

/// <summary>StreamJsonRpc with MessagePack, the faster of its formats, over the same pipes that a plugin has.</summary>
internal sealed class JsonRpcChunks : IDisposable
{
    private readonly PeerProcess process = new("json-rpc");
    private readonly IChunkService service;

    public JsonRpcChunks()
    {
        JsonRpc connection = new(Handler(process.Input, process.Output));
        service = connection.Attach<IChunkService>();
        connection.StartListening();
    }

    public IAsyncEnumerable<string> SayAsync(int count) => service.SayAsync(count, CancellationToken.None);

    public static async Task ServeAsync()
    {
        using JsonRpc connection = new(Handler(Console.OpenStandardOutput(), Console.OpenStandardInput()));
        connection.AddLocalRpcTarget<IChunkService>(new ChunkSource(), null);
        connection.StartListening();
        await connection.Completion;
    }

    public void Dispose()
    {
        service.Dispose();
        process.Dispose();
    }

    private static LengthHeaderMessageHandler Handler(Stream sending, Stream receiving) => new(sending, receiving, new MessagePackFormatter());
}
