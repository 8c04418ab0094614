using System.Collections.Concurrent;
using GaoDev.Plugins.Protocol;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Runtime.Execution;

/// <summary>The parent's side of the protocol after the handshake: who asked what, and what came back.</summary>
internal sealed class HostConversation(FrameReader reader, FrameWriter writer, string provider, PluginText text, ILogger logger)
{
    private readonly ConcurrentDictionary<long, HostRequest> requests = new();
    private long lastId;

    public FrameWriter Writer => writer;

    /// <summary>The requests that were given up and have not been answered yet.</summary>
    public IEnumerable<HostRequest> Abandoned => requests.Values.Where(request => request.IsAbandoned);

    /// <summary>Whether nobody waits for an answer.</summary>
    public bool IsIdle => requests.IsEmpty;

    public HostRequest Open(FrameType expected)
    {
        HostRequest request = new(Interlocked.Increment(ref lastId), expected);
        requests[request.Id] = request;
        return request;
    }

    /// <summary>Forgets a request that was never sent.</summary>
    public void Discard(HostRequest request)
    {
        requests.TryRemove(request.Id, out _);
        request.Complete(null);
    }

    /// <summary>Reads until the child closes the channel.</summary>
    /// <exception cref="ProtocolException">The child sent what it must not.</exception>
    /// <exception cref="IOException">The channel broke.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } frame)
        {
            Dispatch(frame);
        }
    }

    /// <summary>Answers every open request with a failure.</summary>
    public void FailAll(Func<Exception> failure)
    {
        foreach (HostRequest request in requests.Values)
        {
            request.Fail(failure());
        }

        requests.Clear();
    }

    /// <summary>Puts what the child has to say into the log.</summary>
    public void Log(Frame frame)
    {
        LogMessage message = frame.Read(ProtocolJson.Default.LogMessage);
        if (logger.IsEnabled(message.Level))
        {
            logger.Log(message.Level, "{Message}", text.Clean(message.Message));
        }
    }

    private void Dispatch(Frame frame)
    {
        switch (frame.Type)
        {
            case FrameType.Text:
                PieceMessage piece = frame.Read(ProtocolJson.Default.PieceMessage);
                Add(piece.Id, new TextUpdate(piece.Text), frame);
                break;
            case FrameType.Reasoning:
                PieceMessage thought = frame.Read(ProtocolJson.Default.PieceMessage);
                Add(thought.Id, new ReasoningUpdate(thought.Text), frame);
                break;
            case FrameType.ToolCall:
                ToolCallMessage call = frame.Read(ProtocolJson.Default.ToolCallMessage);
                Add(call.Id, new ToolCallUpdate(call.CallId, call.ToolName, call.ArgumentsJson), frame);
                break;
            case FrameType.Usage:
                UsageMessage usage = frame.Read(ProtocolJson.Default.UsageMessage);
                Add(usage.Id, new UsageUpdate(usage.InputTokens, usage.OutputTokens) { CachedInputTokens = usage.CachedInputTokens, ReasoningTokens = usage.ReasoningTokens, CostInUsd = usage.CostInUsd }, frame);
                break;
            case FrameType.Finish:
                FinishMessage finish = frame.Read(ProtocolJson.Default.FinishMessage);
                Add(finish.Id, new FinishUpdate(finish.Reason), frame);
                break;
            case FrameType.Completed:
                Take(frame.Read(ProtocolJson.Default.CompletedMessage).Id, frame.Type).Complete(null);
                break;
            case FrameType.Validated:
                ValidatedMessage validated = frame.Read(ProtocolJson.Default.ValidatedMessage);
                Take(validated.Id, frame.Type).Complete(validated);
                break;
            case FrameType.Answer:
                AnswerMessage answer = frame.Read(ProtocolJson.Default.AnswerMessage);
                Take(answer.Id, frame.Type).Complete(answer);
                break;
            case FrameType.Failed:
                FailedMessage failed = frame.Read(ProtocolJson.Default.FailedMessage);
                Exception failure = FailureTranslation.ToException(failed with { Stage = FailureStage.Run }, provider, text);
                Take(failed.Id, frame.Type).Fail(failure);
                break;
            case FrameType.Spans:
                SpansMessage spans = frame.Read(ProtocolJson.Default.SpansMessage);
                Trace(spans);
                break;
            case FrameType.Log:
                Log(frame);
                break;
            default:
                throw new ProtocolException($"A frame of kind '{frame.Type}' came where it has no place.");
        }
    }

    private void Add(long id, AgentUpdate update, Frame frame)
    {
        if (!requests.TryGetValue(id, out HostRequest? request) || request.Expected != FrameType.Completed)
        {
            throw Unasked(id, frame.Type);
        }

        request.Add(update, frame.Length);
    }

    private void Trace(SpansMessage spans)
    {
        if (!requests.TryGetValue(spans.Id, out HostRequest? request) || request.TakeTrace() is not { } trace)
        {
            throw Unasked(spans.Id, FrameType.Spans);
        }

        if (!request.IsAbandoned)
        {
            trace.Report(spans.Spans);
        }
    }

    private HostRequest Take(long id, FrameType type)
    {
        if (!requests.TryRemove(id, out HostRequest? request))
        {
            throw Unasked(id, type);
        }

        // Someone who gives a request up is told that it has stopped, whatever it asked for.
        bool isAnswer = type == request.Expected || type == FrameType.Failed || (type == FrameType.Completed && request.IsAbandoned);
        if (!isAnswer)
        {
            request.Fail(Unasked(id, type));
            throw Unasked(id, type);
        }

        return request;
    }

    private static ProtocolException Unasked(long id, FrameType type) => new($"A frame of kind '{type}' names the request {id}, which does not wait for one.");
}
