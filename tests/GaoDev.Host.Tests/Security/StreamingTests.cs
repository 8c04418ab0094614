using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using GaoDev.Fixtures;
using GaoDev.Permissions;
using GaoDev.Providers;
using GaoDev.Runtime.Egress;
using GaoDev.Runtime.Execution;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Host.Tests.Security;

public sealed class StreamingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaodev-streaming-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Answer_ThatStreams_ArrivesBeforeTheServerIsDone()
    {
        using WebServer server = new(folder, "allowed.test");
        await using HostedProvider provider = Provider(server);
        await using IAsyncEnumerator<AgentUpdate> answer = provider
            .ExecuteTaskAsync(new AgentTask("stream:https://allowed.test/slow", new AgentContext(folder)), Token).GetAsyncEnumerator(Token);

        Assert.Equal("started", await NextAsync(answer));
        Assert.Equal("first", await NextAsync(answer));
        Assert.False(server.Release.Task.IsCompleted);
        server.Release.SetResult();
        Assert.Equal("last", await NextAsync(answer));
        Assert.False(await answer.MoveNextAsync());
    }

    private HostedProvider Provider(WebServer server) => new(
        FixturePlugin.Describe(
            BuiltFixtures.Hostile, "hostile", "Fixtures.Hostile.HostilePlugin", isConfined: true, granted: [new Permission(PermissionKind.Network, "allowed.test")]),
        new HostOptions
        {
            StateDirectory = folder,
            Egress = new EgressOptions
            {
                Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("93.184.216.34")]),
                Dial = async (_, _, token) =>
                {
                    Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
                    await socket.ConnectAsync(IPAddress.Loopback, server.Port, token);
                    return new NetworkStream(socket, ownsSocket: true);
                },
                Authorities = [X509CertificateLoader.LoadCertificateFromFile(server.AuthorityFile)],
            },
        },
        NullLogger.Instance);

    private static async Task<string> NextAsync(IAsyncEnumerator<AgentUpdate> answer)
    {
        Assert.True(await answer.MoveNextAsync());
        return Assert.IsType<TextUpdate>(answer.Current).Text;
    }
}
