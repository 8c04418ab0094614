using System.Text;
using CsCheck;
using GaoDev.Plugins.Protocol;
using GaoDev.Providers;
using GaoDev.Runtime.Execution;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Host.Tests.Protocol;

/// <summary>The parent's end, told anything.</summary>
public sealed class ConversationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parent_AnyFrames_EndsOnlyInCleanErrors() =>
        await Gen.Select(AnyFrame.Generator.Array[1, 8], Gen.Select(Gen.Int[0, 100_000], Gen.Byte).Array[0, 4]).SampleAsync(async (frames, changes) =>
        {
            byte[] bytes = await FrameTests.WriteAsync(frames);
            foreach ((int position, byte value) in changes)
            {
                bytes[position % bytes.Length] = value;
            }

            await ConverseAsync(bytes, out HostRequest request);

            Assert.True(request.Settled.IsCompleted);
        }, iter: Rounds.Frames);

    [Fact]
    public async Task Parent_MoreThanTheCredit_IsAViolation()
    {
        AnyFrame[] frames = [.. Enumerable.Repeat(AnyFrame.OfText(new string('x', 100_000)), 20)];
        byte[] bytes = await FrameTests.WriteAsync(frames);

        Exception? exception = await ConverseAsync(bytes, out HostRequest request);

        Assert.IsType<ProtocolException>(exception);
        int kept = 0;
        while (await NextAsync(request) is not null)
        {
            kept++;
        }

        // The window, and the one frame that may go over it.
        Assert.Equal((ProtocolLimits.CreditWindow / 100_000) + 1, kept);
    }

    [Fact]
    public async Task Parent_UpdatesForARequestThatWasGivenUp_KeepsNothing()
    {
        byte[] bytes = await FrameTests.WriteAsync([AnyFrame.OfText("a"), AnyFrame.OfText("b")]);

        Exception? exception = await ConverseAsync(bytes, out HostRequest request, abandon: true);

        Assert.Null(exception);
        Assert.Null(await NextAsync(request));
    }

    [Theory]
    [InlineData("validated", """{"id":1,"problems":[]}""", (byte)0x83)]
    [InlineData("answer", """{"id":1,"model":null,"isSupported":null}""", (byte)0x84)]
    [InlineData("completed for another", """{"id":2}""", (byte)0x8A)]
    [InlineData("negative retry", """{"id":1,"stage":"Run","kind":"RateLimit","message":"","remedy":null,"retryAfterMilliseconds":-1,"details":{}}""", (byte)0x8B)]
    [InlineData("endless retry", """{"id":1,"stage":"Run","kind":"RateLimit","message":"","remedy":null,"retryAfterMilliseconds":9223372036854775807,"details":{}}""", (byte)0x8B)]
    [InlineData("ready", """{"protocol":1,"contract":"1.0","confinement":"None"}""", (byte)0x81)]
    [InlineData("spans that nobody asked for", """{"id":1,"spans":[]}""", (byte)0x8D)]
    [InlineData("unknown", "{}", (byte)0xFF)]
    public async Task Parent_FrameOutOfPlace_IsAViolation(string name, string json, byte type)
    {
        Assert.NotEmpty(name);
        byte[] payload = Encoding.UTF8.GetBytes(json);
        byte[] bytes = [.. BitConverter.GetBytes(payload.Length + 1), type, .. payload];

        Assert.IsType<ProtocolException>(await ConverseAsync(bytes, out _));
    }

    private static Task<Exception?> ConverseAsync(byte[] bytes, out HostRequest request, bool abandon = false)
    {
        FrameReader reader = new(new MemoryStream(bytes), ProtocolLimits.MaximumChildFrame);
        FrameWriter writer = new(Stream.Null, ProtocolLimits.MaximumParentFrame);
        HostConversation conversation = new(reader, writer, "told", new PluginText(ProviderConfiguration.Empty), NullLogger.Instance);
        HostRequest opened = conversation.Open(FrameType.Completed);
        request = opened;
        if (abandon)
        {
            Assert.True(opened.TryAbandon());
        }

        return RunAsync();

        async Task<Exception?> RunAsync()
        {
            using (reader)
            using (writer)
            {
                try
                {
                    await conversation.RunAsync(Token);
                    return null;
                }
                catch (Exception exception) when (exception is ProtocolException or EndOfStreamException)
                {
                    return exception;
                }
                finally
                {
                    conversation.FailAll(() => new ProviderExecutionException("over"));
                }
            }
        }
    }

    private static async Task<AgentUpdate?> NextAsync(HostRequest request)
    {
        try
        {
            // No credit is given back, as by a caller that does not send.
            return await request.NextAsync(_ => ValueTask.CompletedTask, Token);
        }
        catch (ProviderExecutionException)
        {
            return null;
        }
    }
}
