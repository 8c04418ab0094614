using System.IO.Pipelines;
using System.Text.Json.Serialization.Metadata;
using CsCheck;
using GaoDev.Host.Session;
using GaoDev.Plugins.Protocol;
using Microsoft.Extensions.Logging;

namespace GaoDev.Host.Tests.Protocol;

/// <summary>The child's end over in-memory pipes, with a real plugin behind it.</summary>
public sealed class SessionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Child_AnyFrames_EndsOnlyInCleanErrors() =>
        await Gen.Select(AnyFrame.Generator.Where(frame => frame.Type != FrameType.Create).Array[0, 6], Gen.Select(Gen.Int[0, 100_000], Gen.Byte).Array[0, 4], Gen.Bool).SampleAsync(async (frames, changes, greet) =>
        {
            byte[] bytes = await FrameTests.WriteAsync(frames);
            foreach ((int position, byte value) in bytes.Length == 0 ? [] : changes)
            {
                bytes[position % bytes.Length] = value;
            }

            using FrameReader reader = new(new MemoryStream(greet ? [.. await HelloAsync(), .. bytes] : bytes), ProtocolLimits.MaximumParentFrame);
            using FrameWriter writer = new(Stream.Null, ProtocolLimits.MaximumChildFrame);
            await using HostSession session = new(reader, writer, confinement: null);
            try
            {
                await session.RunAsync();
            }
            catch (Exception exception) when (exception is ProtocolException or EndOfStreamException)
            {
                // The two ways in which a conversation may break.
            }
        }, iter: Rounds.Frames);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 9)]
    public async Task Child_NoProtocolInCommon_SaysWhatItSpeaks(int minimum, int maximum)
    {
        await using Pair pair = new();
        await pair.WriteAsync(FrameType.Hello, new HelloMessage(minimum, maximum), ProtocolJson.Default.HelloMessage);

        ProtocolException exception = await Assert.ThrowsAsync<ProtocolException>(() => pair.Running);

        Assert.Contains($"{minimum} to {maximum}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Child_Credit_BoundsWhatItSends()
    {
        await using Pair pair = new();
        await pair.CreateAsync(BuiltFixtures.Misbehaving, "misbehaving", "Fixtures.Misbehaving.MisbehavingPlugin");
        await pair.WriteAsync(FrameType.Execute, new ExecuteMessage(1, 5000, TaskMessage.From(BuiltFixtures.TaskOf("endless:1000")), null), ProtocolJson.Default.ExecuteMessage);
        long received = 0;
        while (received < 5000)
        {
            received += await pair.ReadTextAsync();
        }

        // It waits for credit now: the next frame that comes is the one that follows more of it.
        await pair.WriteAsync(FrameType.SupportsTool, new SupportsToolMessage(2, "any"), ProtocolJson.Default.SupportsToolMessage);
        Assert.Equal(FrameType.Answer, (await pair.ReadAsync()).Type);
        await pair.WriteAsync(FrameType.Credit, new CreditMessage(1, received), ProtocolJson.Default.CreditMessage);
        Assert.InRange(await pair.ReadTextAsync(), 1000, 1100);
        await pair.WriteAsync(FrameType.Cancel, new CancelMessage(1), ProtocolJson.Default.CancelMessage);
        while (await pair.ReadAsync() is { Type: FrameType.Text })
        {
            Assert.False(pair.Running.IsCompleted);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 4)]
    [InlineData(0, 0)]
    public async Task Child_IdThatDoesNotGrow_BreaksTheConversation(long first, long second)
    {
        await using Pair pair = new();
        await pair.CreateAsync(BuiltFixtures.Echo, "echo", "Fixtures.Echo.EchoPlugin");
        await pair.WriteAsync(FrameType.Validate, new ValidateMessage(first), ProtocolJson.Default.ValidateMessage);
        await pair.WriteAsync(FrameType.Validate, new ValidateMessage(second), ProtocolJson.Default.ValidateMessage);

        await Assert.ThrowsAsync<ProtocolException>(() => pair.Running);
    }

    [Fact]
    public async Task Child_Shutdown_EndsTheConversation()
    {
        await using Pair pair = new();
        await pair.CreateAsync(BuiltFixtures.Echo, "echo", "Fixtures.Echo.EchoPlugin");

        await pair.WriteAsync(FrameType.Shutdown, new ShutdownMessage(), ProtocolJson.Default.ShutdownMessage);

        await pair.Running.WaitAsync(Token);
    }

    private static async Task<byte[]> HelloAsync()
    {
        using MemoryStream stream = new();
        using FrameWriter writer = new(stream, ProtocolLimits.MaximumParentFrame);
        await writer.WriteAsync(FrameType.Hello, new HelloMessage(1, 1), ProtocolJson.Default.HelloMessage);
        return stream.ToArray();
    }

    private sealed class Pair : IAsyncDisposable
    {
        private readonly Pipe down = new();
        private readonly Pipe up = new();
        private readonly HostSession session;
        private readonly FrameWriter toChild;
        private readonly FrameReader fromChild;

        public Pair()
        {
            toChild = new FrameWriter(down.Writer.AsStream(), ProtocolLimits.MaximumParentFrame);
            fromChild = new FrameReader(up.Reader.AsStream(), ProtocolLimits.MaximumChildFrame);
            session = new HostSession(
                new FrameReader(down.Reader.AsStream(), ProtocolLimits.MaximumParentFrame),
                new FrameWriter(up.Writer.AsStream(), ProtocolLimits.MaximumChildFrame),
                confinement: null);
            Running = Task.Run(session.RunAsync);
        }

        public Task Running { get; }

        public async Task CreateAsync(string assembly, string provider, string entryType)
        {
            await WriteAsync(FrameType.Hello, new HelloMessage(1, 1), ProtocolJson.Default.HelloMessage);
            Assert.Equal(FrameType.Ready, (await ReadAsync()).Type);
            CreateMessage create = new(
                provider, entryType, AssetsMessage.From(Fixtures.FixturePlugin.Assets(assembly)),
                new Dictionary<string, string>(), [], Path.GetTempPath(), [], LogLevel.None);
            await WriteAsync(FrameType.Create, create, ProtocolJson.Default.CreateMessage);
            Assert.Equal(FrameType.Created, (await ReadAsync()).Type);
        }

        public async Task WriteAsync<T>(FrameType type, T message, JsonTypeInfo<T> typeInfo) => await toChild.WriteAsync(type, message, typeInfo);

        public async Task<Frame> ReadAsync() => (await fromChild.ReadAsync(Token))!.Value;

        public async Task<int> ReadTextAsync()
        {
            Frame frame = await ReadAsync();
            Assert.Equal(FrameType.Text, frame.Type);
            return frame.Length;
        }

        public async ValueTask DisposeAsync()
        {
            await up.Reader.CompleteAsync();
            await down.Writer.CompleteAsync();
            await session.DisposeAsync();
            fromChild.Dispose();
            toChild.Dispose();
        }
    }
}
