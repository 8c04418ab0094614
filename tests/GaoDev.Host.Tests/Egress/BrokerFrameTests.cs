using System.Net;
using System.Net.Sockets;
using System.Text;
using CsCheck;
using GaoDev.Plugins.Egress;
using GaoDev.Plugins.Protocol;
using GaoDev.Providers;
using GaoDev.Runtime.Egress;

namespace GaoDev.Host.Tests.Egress;

/// <summary>The broker's end, told anything.</summary>
public sealed class BrokerFrameTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaodev-broker-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Broker_AnyBytes_AnswersNothingButFailuresAndGoesOn()
    {
        string path = Path.Combine(folder, "egress.sock");
        EgressOptions options = new() { Resolve = (_, _) => throw new SocketException((int)SocketError.HostNotFound), HeadTimeout = TimeSpan.FromSeconds(1) };
        await using EgressBroker broker = new(
            path, "fixture", new EgressPolicy([], ProviderConfiguration.Empty), new EgressPolicy([], ProviderConfiguration.Empty), new SecretVault(ProviderConfiguration.Empty), new EgressAudit(folder), options, TimeProvider.System);
        byte[] request = Frame("""{"method":"GET","url":"https://allowed.test/","headers":[{"name":"a","value":"b"}],"hasBody":false}""");

        await Gen.Select(Gen.Select(Gen.Int[0, 10_000], Gen.Byte).Array[0, 6], Gen.Byte.Array[0, 20]).SampleAsync(async (changes, tail) =>
        {
            byte[] bytes = [.. request, .. tail];
            foreach ((int position, byte value) in changes)
            {
                bytes[position % bytes.Length] = value;
            }

            await ExchangeAsync(path, bytes, isOver: true);
        }, iter: Rounds.Frames / 10, threads: 4);

        string answer = await ExchangeAsync(path, request, isOver: false);
        Assert.Contains("was not granted", answer, StringComparison.Ordinal);
    }

    private static async Task<string> ExchangeAsync(string path, byte[] bytes, bool isOver)
    {
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), Token);
        await socket.SendAsync(bytes, Token);
        using NetworkStream stream = new(socket, ownsSocket: false);
        if (isOver)
        {
            socket.Shutdown(SocketShutdown.Send);
        }

        using EgressConnection connection = new(stream);
        try
        {
            if (await connection.ReadAsync(Token) is not { } answer)
            {
                return "";
            }

            Assert.Equal(EgressFrameType.Failure, answer.Type);
            return Encoding.UTF8.GetString(answer.Frame.Payload.Span);
        }
        catch (IOException)
        {
            // Closed before it was read to its end.
            return "";
        }
    }

    private static byte[] Frame(string json)
    {
        byte[] payload = Encoding.UTF8.GetBytes(json);
        return [.. BitConverter.GetBytes(payload.Length + 1), (byte)EgressFrameType.Request, .. payload];
    }
}
