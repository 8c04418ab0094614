using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace GaoDev.Benchmarks.Isolation;

/// <summary>What protoc would write for a service that streams strings: gRPC asks for a virtual method.</summary>
[BindServiceMethod(typeof(GrpcChunkService), nameof(Bind))]
internal class GrpcChunkService
{
    private static readonly Marshaller<Int32Value> Number = Marshallers.Create(message => message.ToByteArray(), Int32Value.Parser.ParseFrom);
    private static readonly Marshaller<StringValue> Text = Marshallers.Create(Write, Read);

    public static Method<Int32Value, StringValue> Say { get; } = new(MethodType.ServerStreaming, "Chunks", nameof(SayAsync), Number, Text);

    public static void Bind(ServiceBinderBase binder, GrpcChunkService? service) =>
        binder.AddMethod(Say, service is null ? null! : new ServerStreamingServerMethod<Int32Value, StringValue>(service.SayAsync));

    public virtual async Task SayAsync(Int32Value request, IServerStreamWriter<StringValue> answer, ServerCallContext context)
    {
        using ChunkSource source = new();
        await foreach (string chunk in source.SayAsync(request.Value, context.CancellationToken))
        {
            await answer.WriteAsync(new StringValue { Value = chunk });
        }
    }

    private static void Write(StringValue message, SerializationContext context)
    {
        context.SetPayloadLength(message.CalculateSize());
        message.WriteTo(context.GetBufferWriter());
        context.Complete();
    }

    private static StringValue Read(DeserializationContext context) => StringValue.Parser.ParseFrom(context.PayloadAsReadOnlySequence());
}
