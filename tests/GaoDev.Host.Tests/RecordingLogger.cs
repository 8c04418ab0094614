using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace GaoDev.Host.Tests;

/// <summary>A log that can be looked at.</summary>
internal sealed class RecordingLogger(LogLevel minimum) : ILogger
{
    public ConcurrentQueue<(LogLevel Level, string Message)> Entries { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Entries.Enqueue((logLevel, formatter(state, exception)));
}
