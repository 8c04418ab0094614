using System.Buffers.Binary;
using System.Net.Security;
using System.Security.Authentication;
using CsCheck;
using GaoDev.Runtime.Egress;

namespace GaoDev.Host.Tests.Egress;

public sealed class ClientHelloTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("api.contoso.com", SslProtocols.Tls12)]
    [InlineData("API.Contoso.com", SslProtocols.Tls13)]
    [InlineData("a.b", SslProtocols.None)]
    public async Task Greeting_OfARealClient_NamesItsServerOnceItIsWhole(string host, SslProtocols protocols)
    {
        byte[] greeting = await GreetAsync(host, protocols);

        Assert.Equal(host.ToLowerInvariant(), ClientHello.ReadServerName(greeting));
        for (int length = 0; length < greeting.Length; length++)
        {
            Assert.Null(ClientHello.ReadServerName(greeting.AsSpan(0, length)));
        }
    }

    [Fact]
    public async Task Greeting_WithoutAName_IsRefused()
    {
        byte[] greeting = await GreetAsync("93.184.216.34", SslProtocols.None);

        Assert.Throws<EgressRefusedException>(() => ClientHello.ReadServerName(greeting));
    }

    [Theory]
    [InlineData(0, "0009000006" + "6F75742E7473")] // a second name
    [InlineData(0xFE0D, "00")] // a name under encryption
    public async Task Greeting_WithAnotherName_IsRefused(int extension, string content)
    {
        byte[] greeting = await GreetAsync("api.contoso.com", SslProtocols.None);
        byte[] added = [(byte)(extension >> 8), (byte)extension, 0, (byte)(content.Length / 2), .. Convert.FromHexString(content)];

        Assert.Throws<EgressRefusedException>(() => ClientHello.ReadServerName(Append(greeting, added)));
    }

    [Fact]
    public async Task Greeting_AnyChange_NamesTheServerOrIsRefusedOrIncomplete()
    {
        byte[] greeting = await GreetAsync("api.contoso.com", SslProtocols.None);

        Gen.Select(Gen.Int[0, greeting.Length - 1], Gen.Byte, Gen.Int[0, greeting.Length]).Sample((at, value, length) =>
        {
            byte[] changed = [.. greeting];
            changed[at] = value;
            try
            {
                string? name = ClientHello.ReadServerName(changed.AsSpan(0, length));
                Assert.True(name is null || length == greeting.Length || changed[3] != greeting[3] || changed[4] != greeting[4]);
            }
            catch (EgressRefusedException)
            {
                // As it should be.
            }
        });
    }

    [Fact]
    public void Greeting_AnyBytes_NeverFailsOtherwise() => Gen.Byte.Array[0, 600].Sample(bytes =>
    {
        try
        {
            ClientHello.ReadServerName((byte[])[0x16, 3, 1, (byte)(bytes.Length >> 8), (byte)bytes.Length, 1, 0, .. bytes]);
        }
        catch (EgressRefusedException)
        {
            // As it should be.
        }
    });

    private static async Task<byte[]> GreetAsync(string host, SslProtocols protocols)
    {
        using MemoryStream sent = new();
        await using SslStream stream = new(new OneWayStream(sent));
        await Assert.ThrowsAnyAsync<IOException>(() => stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host, EnabledSslProtocols = protocols }, Token));
        return sent.ToArray();
    }

    // Extensions are the last part, so their length, the message's and the record's grow.
    private static byte[] Append(byte[] greeting, byte[] extension)
    {
        byte[] longer = [.. greeting, .. extension];
        BinaryPrimitives.WriteUInt16BigEndian(longer.AsSpan(3), (ushort)(longer.Length - 5));
        BinaryPrimitives.WriteUInt16BigEndian(longer.AsSpan(7), (ushort)(longer.Length - 9));
        int at = 5 + 4 + 2 + 32;
        at += 1 + longer[at];
        at += 2 + BinaryPrimitives.ReadUInt16BigEndian(longer.AsSpan(at));
        at += 1 + longer[at];
        BinaryPrimitives.WriteUInt16BigEndian(longer.AsSpan(at), (ushort)(longer.Length - at - 2));
        return longer;
    }
}
