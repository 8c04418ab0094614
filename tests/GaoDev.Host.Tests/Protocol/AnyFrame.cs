using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using CsCheck;
using GaoDev.Plugins.Protocol;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Host.Tests.Protocol;

/// <summary>A message of any kind: how to make one, write it, and read it again.</summary>
internal abstract record AnyFrame(FrameType Type)
{
    // Any text that is text: what JSON cannot carry, half a surrogate pair, never comes out of the sender.
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char['\0', '\ud7ff'], 0, 40],
        Gen.String[Gen.Char['\ue000', '\uffff'], 0, 10],
        Gen.Const("😀👩‍👩‍👧‍👦\u202e\"\\</script>"));

    private static readonly Gen<IReadOnlyDictionary<string, string>> Map =
        Gen.Select(Text, Text).Array[0, 4].Select(IReadOnlyDictionary<string, string> (pairs) => pairs.DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2));

    private static readonly Gen<IReadOnlyList<string>> List = Text.Array[0, 4].Select(IReadOnlyList<string> (texts) => texts);

    private static readonly Gen<string?> Maybe = Gen.OneOf(Text.Select(string? (text) => text), Gen.Const((string?)null));

    private static readonly Gen<long?> MaybeNumber = Gen.OneOf(Gen.Long.Select(long? (number) => number), Gen.Const((long?)null));

    public static Gen<AnyFrame> Generator { get; } = Gen.OneOf(
        Of(FrameType.Hello, ProtocolJson.Default.HelloMessage, Gen.Select(Gen.Int, Gen.Int, (a, b) => new HelloMessage(a, b))),
        Of(FrameType.Create, ProtocolJson.Default.CreateMessage, Gen.Select(Text, Map, List, Gen.Enum<LogLevel>(), (text, map, list, level) =>
            new CreateMessage(text, text, new AssetsMessage(text, map, map, new Dictionary<string, IReadOnlyDictionary<string, string>> { [text] = map }), map, list, text, list, level))),
        Of(FrameType.Execute, ProtocolJson.Default.ExecuteMessage, Gen.Select(Gen.Long, MaybeNumber, Text, Maybe, List, Map, Gen.Bool, (id, number, text, maybe, list, map, flag) =>
            new ExecuteMessage(id, id, new TaskMessage(text, maybe, list, number, text, text, map, map, flag, !flag, [.. list.Select(item => new ConversationMessage(AgentRole.Tool, item, maybe, [new(item, text, item)]))], [.. list.Select(item => new ToolMessage(item, text, item))], (int?)number, number), maybe))),
        Of(FrameType.TranslateModel, ProtocolJson.Default.TranslateModelMessage, Gen.Select(Gen.Long, Text, (id, text) => new TranslateModelMessage(id, text))),
        Of(FrameType.Credit, ProtocolJson.Default.CreditMessage, Gen.Select(Gen.Long, Gen.Long, (id, bytes) => new CreditMessage(id, bytes))),
        Of(FrameType.Cancel, ProtocolJson.Default.CancelMessage, Gen.Long.Select(id => new CancelMessage(id))),
        Of(FrameType.Shutdown, ProtocolJson.Default.ShutdownMessage, Gen.Const(new ShutdownMessage())),
        Of(FrameType.Ready, ProtocolJson.Default.ReadyMessage, Gen.Select(Gen.Int, Text, (version, text) => new ReadyMessage(version, text, version % 2 == 0 ? null : new ConfinementMessage(version, version, true, version, false, true, false, true, false)))),
        Of(FrameType.Created, ProtocolJson.Default.CreatedMessage, Map.Select(map => new CreatedMessage(map))),
        Of(FrameType.Validated, ProtocolJson.Default.ValidatedMessage, Gen.Select(Gen.Long, List, (id, list) => new ValidatedMessage(id, list))),
        Of(FrameType.Answer, ProtocolJson.Default.AnswerMessage, Gen.Select(Gen.Long, Maybe, Gen.Bool, (id, maybe, flag) => new AnswerMessage(id, maybe, flag))),
        Of(FrameType.Text, ProtocolJson.Default.PieceMessage, Gen.Select(Gen.Long, Text, (id, text) => new PieceMessage(id, text))),
        Of(FrameType.ToolCall, ProtocolJson.Default.ToolCallMessage, Gen.Select(Gen.Long, Text, Text, Text, (id, a, b, c) => new ToolCallMessage(id, a, b, c))),
        Of(FrameType.Usage, ProtocolJson.Default.UsageMessage, Gen.Select(Gen.Long, MaybeNumber, MaybeNumber, (id, a, b) => new UsageMessage(id, id, id, a, b, a))),
        Of(FrameType.Finish, ProtocolJson.Default.FinishMessage, Gen.Select(Gen.Long, Gen.Enum<FinishReason>(), (id, reason) => new FinishMessage(id, reason))),
        Of(FrameType.Completed, ProtocolJson.Default.CompletedMessage, Gen.Long.Select(id => new CompletedMessage(id))),
        Of(FrameType.Failed, ProtocolJson.Default.FailedMessage, Gen.Select(Gen.Long, Gen.Enum<FailureStage>(), Gen.Enum<ProviderErrorKind>(), Text, Maybe, MaybeNumber, Map, (id, stage, kind, text, maybe, number, map) =>
            new FailedMessage(id, stage, kind, text, maybe, number, map))),
        Of(FrameType.Log, ProtocolJson.Default.LogMessage, Gen.Select(Gen.Enum<LogLevel>(), Text, (level, text) => new LogMessage(level, text))),
        Of(FrameType.Spans, ProtocolJson.Default.SpansMessage, Gen.Select(Gen.Long, Text, Maybe, Map, Gen.Bool, (id, text, maybe, map, flag) =>
            new SpansMessage(id, [new SpanMessage(text, maybe, text, ActivityKind.Client, flag, id, id, [.. map.Select(entry => new SpanAttributeMessage(entry.Key, entry.Value, id)), new SpanAttributeMessage(text, maybe, null)])]))));

    public static AnyFrame OfText(string text) => new Typed<PieceMessage>(FrameType.Text, new PieceMessage(1, text), ProtocolJson.Default.PieceMessage);

    public abstract ValueTask<int> WriteAsync(FrameWriter writer);

    /// <summary>The bytes that this message is written as, and those that it is written as after it was read from a frame.</summary>
    public abstract (byte[] Written, byte[] Read) Compare(Frame frame);

    private static Gen<AnyFrame> Of<T>(FrameType type, JsonTypeInfo<T> typeInfo, Gen<T> messages)
        where T : class => messages.Select(AnyFrame (message) => new Typed<T>(type, message, typeInfo));

    private sealed record Typed<T>(FrameType Kind, T Message, JsonTypeInfo<T> TypeInfo) : AnyFrame(Kind)
        where T : class
    {
        public override ValueTask<int> WriteAsync(FrameWriter writer) => writer.WriteAsync(Type, Message, TypeInfo);

        public override (byte[] Written, byte[] Read) Compare(Frame frame) => (
            System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(Message, TypeInfo),
            System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(frame.Read(TypeInfo), TypeInfo));
    }
}
