using System.Collections.Concurrent;

namespace GaoDev.Runtime.Selection;

/// <summary>How providers did in this process: how soon they began to answer, and when they failed. Thread-safe.</summary>
internal sealed class ProviderExperience(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.OrdinalIgnoreCase);

    public void NoteAnswer(string provider, TimeSpan untilFirst) => entries.AddOrUpdate(
        provider,
        static (_, added) => new Entry(1, added, null),
        static (_, entry, added) => new Entry(entry.Answers + 1, entry.Total + added, null),
        untilFirst);

    public void NoteFailure(string provider) => entries.AddOrUpdate(
        provider,
        static (_, now) => new Entry(0, TimeSpan.Zero, now),
        static (_, entry, now) => entry with { FailedAt = now },
        time.GetTimestamp());

    /// <summary>How long it takes to begin an answer, on average; without end where it gave none.</summary>
    public TimeSpan MeanOf(string provider) =>
        entries.TryGetValue(provider, out Entry? entry) && entry.Answers > 0 ? entry.Total / entry.Answers : TimeSpan.MaxValue;

    /// <summary>Whether its last task did not fail, or failed longer ago than that. One that nobody asked counts as healthy.</summary>
    public bool IsHealthy(string provider, TimeSpan memory) =>
        !entries.TryGetValue(provider, out Entry? entry) || entry.FailedAt is not { } failed || time.GetElapsedTime(failed) >= memory;

    private sealed record Entry(long Answers, TimeSpan Total, long? FailedAt);
}
