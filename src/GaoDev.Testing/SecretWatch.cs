using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Testing;

/// <summary>A log that keeps no line and notes which secret one of them held.</summary>
internal sealed class SecretWatch(ProviderConfiguration configuration) : ILogger
{
    // Shorter ones are part of ordinary words.
    private const int ShortestSecret = 4;

    public string? Logged { get; private set; }

    public string? Find(string text) => configuration.Names.FirstOrDefault(name =>
        configuration.IsSecret(name) && configuration.GetString(name) is { Length: >= ShortestSecret } secret && text.Contains(secret, StringComparison.Ordinal));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Note(state.ToString());
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        Note(formatter(state, exception));
        Note(exception?.ToString());
    }

    private void Note(string? text) => Logged ??= text is null ? null : Find(text);
}
