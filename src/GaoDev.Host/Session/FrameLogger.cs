using GaoDev.Plugins.Protocol;
using Microsoft.Extensions.Logging;

namespace GaoDev.Host.Session;

/// <summary>Logs to the parent. Never waits: what the parent does not take in time is counted and dropped.</summary>
internal sealed class FrameLogger(LogLevel minimum, FrameWriter writer) : ILogger
{
    private long dropped;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        string text = formatter(state, exception);
        if (exception is not null)
        {
            text = $"{text}{Environment.NewLine}{exception}";
        }

        if (text.Length > ProtocolLimits.MaximumMessageLength)
        {
            text = text[..ProtocolLimits.MaximumMessageLength] + "…";
        }

        long lost = Interlocked.Exchange(ref dropped, 0);
        if (lost > 0)
        {
            text = $"({lost} messages before this one were dropped) {text}";
        }

        if (!writer.TryWrite(FrameType.Log, new LogMessage(logLevel, text), ProtocolJson.Default.LogMessage))
        {
            Interlocked.Add(ref dropped, lost + 1);
        }
    }
}
