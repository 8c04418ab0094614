using System.Buffers.Binary;
using CsCheck;
using GaoDev.Plugins.Protocol;

namespace GaoDev.Host.Tests.Protocol;

public sealed class FrameTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Frames_AnySequenceInAnyPieces_ArriveAsTheyWereWritten() =>
        await Gen.Select(AnyFrame.Generator.Array[0, 12], Gen.Int[1, 200].Array[0, 5]).SampleAsync(async (frames, sizes) =>
        {
            byte[] bytes = await WriteAsync(frames);
            using FrameReader reader = new(new TornStream(bytes, sizes), ProtocolLimits.MaximumParentFrame);
            foreach (AnyFrame expected in frames)
            {
                Frame? read = await reader.ReadAsync(Token);
                Assert.Equal(expected.Type, read!.Value.Type);
                (byte[] written, byte[] again) = expected.Compare(read.Value);
                Assert.Equal(written, again);
            }

            Assert.Null(await reader.ReadAsync(Token));
        });

    [Fact]
    public async Task Reader_AnyBytes_EndsOnlyInItsOwnErrorsAndWithinItsMemory() =>
        await Gen.Select(AnyFrame.Generator.Array[1, 6], Gen.Select(Gen.Int[0, 100_000], Gen.Byte).Array[0, 6], Gen.Int[0, 3]).SampleAsync(async (frames, changes, cut) =>
        {
            byte[] bytes = await WriteAsync(frames);
            foreach ((int position, byte value) in changes)
            {
                bytes[position % bytes.Length] = value;
            }

            using FrameReader reader = new(new MemoryStream(bytes[..^(bytes.Length * cut / 4)]), 4096);
            try
            {
                while (await reader.ReadAsync(Token) is { } frame)
                {
                    Assert.InRange(frame.Length, 1, 4096);
                    foreach (AnyFrame shape in frames)
                    {
                        TryRead(shape, frame);
                    }
                }
            }
            catch (Exception exception) when (exception is ProtocolException or EndOfStreamException)
            {
                // The two ways in which bytes may be wrong.
            }

            Assert.InRange(reader.Capacity, 0, 64 * 1024);
        });

    [Theory]
    [InlineData(0u)]
    [InlineData(1024u * 1024 + 1)]
    [InlineData(int.MaxValue)]
    [InlineData(0x80000000)]
    [InlineData(uint.MaxValue)]
    public async Task Reader_LengthOutOfBounds_IsRefusedBeforeAnythingIsAllocated(uint length)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, length);
        using FrameReader reader = new(new MemoryStream(bytes), ProtocolLimits.MaximumChildFrame);

        await Assert.ThrowsAsync<ProtocolException>(async () => await reader.ReadAsync(Token));

        Assert.Equal(64 * 1024, reader.Capacity);
    }

    [Theory]
    [InlineData("01")]
    [InlineData("05000000")]
    [InlineData("0500000085")]
    public async Task Reader_EndWithinAFrame_IsNotTheEnd(string hex)
    {
        using FrameReader reader = new(new MemoryStream(Convert.FromHexString(hex)), 4096);

        await Assert.ThrowsAsync<EndOfStreamException>(async () => await reader.ReadAsync(Token));
    }

    [Fact]
    public async Task Reader_AfterALongFrame_GivesItsMemoryBack()
    {
        AnyFrame[] frames = [.. new[] { 900_000, 1 }.Select(length => Text(new string('x', length)))];
        using FrameReader reader = new(new MemoryStream(await WriteAsync(frames)), ProtocolLimits.MaximumChildFrame);

        Assert.NotNull(await reader.ReadAsync(Token));
        Assert.NotNull(await reader.ReadAsync(Token));
        Assert.Null(await reader.ReadAsync(Token));

        Assert.Equal(64 * 1024, reader.Capacity);
    }

    [Fact]
    public async Task Writer_MessageThatIsTooLong_LeavesTheChannelAsItWas()
    {
        using MemoryStream stream = new();
        using FrameWriter writer = new(stream, 100);

        await writer.WriteAsync(FrameType.Text, new PieceMessage(1, "a"), ProtocolJson.Default.PieceMessage);
        await Assert.ThrowsAsync<FrameTooLongException>(
            async () => await writer.WriteAsync(FrameType.Text, new PieceMessage(1, new string('x', 100)), ProtocolJson.Default.PieceMessage));
        await writer.WriteAsync(FrameType.Text, new PieceMessage(1, "b"), ProtocolJson.Default.PieceMessage);

        stream.Position = 0;
        using FrameReader reader = new(stream, 100);
        Assert.Equal("a", (await reader.ReadAsync(Token))!.Value.Read(ProtocolJson.Default.PieceMessage).Text);
        Assert.Equal("b", (await reader.ReadAsync(Token))!.Value.Read(ProtocolJson.Default.PieceMessage).Text);
        Assert.Null(await reader.ReadAsync(Token));
    }

    [Fact]
    public async Task Writer_FromManyThreads_KeepsFramesWhole()
    {
        using MemoryStream stream = new();
        using FrameWriter writer = new(stream, 4096);

        await Parallel.ForAsync(0, 2000, Token, async (id, _) =>
            await writer.WriteAsync(FrameType.Text, new PieceMessage(id, $"text {id}"), ProtocolJson.Default.PieceMessage));
        await writer.FlushAsync();

        stream.Position = 0;
        using FrameReader reader = new(stream, 4096);
        HashSet<long> ids = [];
        while (await reader.ReadAsync(Token) is { } frame)
        {
            PieceMessage message = frame.Read(ProtocolJson.Default.PieceMessage);
            Assert.Equal($"text {message.Id}", message.Text);
            Assert.True(ids.Add(message.Id));
        }

        Assert.Equal(2000, ids.Count);
    }

    [Theory]
    [InlineData("""{"id":1,"text":"a","more":1}""")]
    [InlineData("""{"id":1,"id":1,"text":"a"}""")]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"id":1,"text":null}""")]
    [InlineData("""{"Id":1,"text":"a"}""")]
    [InlineData("""{"id":"1","text":"a"}""")]
    [InlineData("""{"id":1,"text":"a"} """ + "x")]
    [InlineData("""{"id":1,"text":"a",}""")]
    [InlineData("""{"id":1,"text":"\ud800"}""")]
    [InlineData("""[1,"a"]""")]
    [InlineData("null")]
    [InlineData("")]
    public void Read_MessageThatIsNotExact_IsRefused(string json)
    {
        Frame frame = new(FrameType.Text, System.Text.Encoding.UTF8.GetBytes(json));

        Assert.Throws<ProtocolException>(() => frame.Read(ProtocolJson.Default.PieceMessage));
    }

    [Theory]
    [InlineData("\"stop\"")]
    [InlineData("0")]
    [InlineData("\"0\"")]
    [InlineData("\"Stop, Length\"")]
    [InlineData("\" Stop\"")]
    [InlineData("null")]
    public void Read_NameThatIsNotExact_IsRefused(string reason)
    {
        Frame frame = new(FrameType.Finish, System.Text.Encoding.UTF8.GetBytes($$"""{"id":1,"reason":{{reason}}}"""));

        Assert.Throws<ProtocolException>(() => frame.Read(ProtocolJson.Default.FinishMessage));
    }

    internal static async Task<byte[]> WriteAsync(IEnumerable<AnyFrame> frames)
    {
        using MemoryStream stream = new();
        using FrameWriter writer = new(stream, ProtocolLimits.MaximumParentFrame);
        foreach (AnyFrame frame in frames)
        {
            await frame.WriteAsync(writer);
        }

        await writer.FlushAsync();
        return stream.ToArray();
    }

    private static AnyFrame Text(string text) => AnyFrame.OfText(text);

    private static void TryRead(AnyFrame shape, Frame frame)
    {
        try
        {
            shape.Compare(frame);
        }
        catch (ProtocolException)
        {
            // Refused, which is all that may happen to a message of another shape.
        }
    }
}
