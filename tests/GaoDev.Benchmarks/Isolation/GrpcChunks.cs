using System.Net.Sockets;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GaoDev.Benchmarks.Isolation;

/// <summary>gRPC over a Unix socket, the nearest that it has to a pipe.</summary>
internal sealed class GrpcChunks : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaodev-grpc-").FullName;
    private readonly PeerProcess process;
    private readonly GrpcChannel channel;

    public GrpcChunks()
    {
        string path = Path.Combine(folder, "socket");
        process = new PeerProcess("grpc", path);
        if (process.Output.ReadByte() < 0)
        {
            throw new InvalidOperationException("The server did not start.");
        }

        SocketsHttpHandler handler = new()
        {
            ConnectCallback = async (_, token) =>
            {
                Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }

    public async IAsyncEnumerable<string> SayAsync(int count)
    {
        using AsyncServerStreamingCall<StringValue> call = channel.CreateCallInvoker()
            .AsyncServerStreamingCall(GrpcChunkService.Say, null, default, new Int32Value { Value = count });
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            yield return call.ResponseStream.Current.Value;
        }
    }

    public static async Task ServeAsync(string path)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.ListenUnixSocket(path, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        await using WebApplication application = builder.Build();
        application.MapGrpcService<GrpcChunkService>();
        await application.StartAsync();
        Console.WriteLine("listening");

        // Whoever started this holds the other end, and closes it at the latest when it ends.
        await Console.In.ReadLineAsync();
    }

    public void Dispose()
    {
        channel.Dispose();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
