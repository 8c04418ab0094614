namespace GaoDev.Runtime.Tests.Registry;

/// <summary>A clock that a test moves. Its timers go off while it is moved.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private long now;

    /// <summary>How long each timer that was set was to wait, in the order they were set.</summary>
    public List<TimeSpan> Waits { get; } = [];

    /// <summary>Whether a timer goes off as soon as it is set, the clock moving with it.</summary>
    public bool RunsAhead { get; init; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref now);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

    public void Advance(TimeSpan time)
    {
        Interlocked.Add(ref now, time.Ticks);
        ManualTimer[] due;
        lock (gate)
        {
            due = [.. timers.Where(timer => timer.Due <= now)];
            timers.RemoveAll(timer => due.Contains(timer));
        }

        foreach (ManualTimer timer in due)
        {
            timer.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Set(ManualTimer timer, TimeSpan wait)
    {
        lock (gate)
        {
            timers.Remove(timer);
            if (wait < TimeSpan.Zero)
            {
                return;
            }

            timer.Due = now + wait.Ticks;
            timers.Add(timer);
            Waits.Add(wait);
        }

        if (RunsAhead)
        {
            _ = Task.Run(() => Advance(wait));
        }
    }

    private void Remove(ManualTimer timer)
    {
        lock (gate)
        {
            timers.Remove(timer);
        }
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public long Due { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Set(this, dueTime);
            return true;
        }

        public void Dispose() => time.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
