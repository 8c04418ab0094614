using GaoDev.Plugins.Confinement;
using GaoDev.Providers;

namespace GaoDev.Runtime.Confinement;

/// <summary>
/// One task's time and size. Time that its caller takes over an update does not count as the plugin's silence. For one
/// reader.
/// </summary>
internal sealed class TaskBudget : IDisposable
{
    private readonly PluginLimits limits;
    private readonly Action<string> exceed;
    private readonly ITimer wall;
    private readonly ITimer idle;
    private long updates;
    private long silentSince;
    private long bytes;

    public TaskBudget(PluginLimits limits, TimeProvider time, Action<string> exceed)
    {
        this.limits = limits;
        this.exceed = exceed;
        wall = time.CreateTimer(_ => exceed($"its task has taken {limits.WallTime.TotalSeconds:0.#} s (limit WallTime)"), null, limits.WallTime, Timeout.InfiniteTimeSpan);
        TimeSpan interval = TimeSpan.FromTicks(Math.Clamp(limits.IdleTime.Ticks / 10, TimeSpan.TicksPerMillisecond * 10, TimeSpan.TicksPerSecond));
        silentSince = Environment.TickCount64;
        idle = time.CreateTimer(_ => CheckSilence(), null, interval, interval);
    }

    /// <summary>Counts an update before it is handed on.</summary>
    public void Take(AgentUpdate update)
    {
        Volatile.Write(ref silentSince, 0);
        updates++;
        bytes += update switch
        {
            TextUpdate text => text.Text.Length,
            ReasoningUpdate reasoning => reasoning.Text.Length,
            ToolCallUpdate call => call.ArgumentsJson.Length,
            _ => 0,
        };
        if (updates > limits.Updates)
        {
            exceed($"its answer has more than {limits.Updates} updates (limit Updates)");
        }
        else if (bytes > limits.AnswerBytes)
        {
            exceed($"its answer is longer than {SizeText.Of(limits.AnswerBytes)} (limit AnswerBytes)");
        }
    }

    /// <summary>The caller wants the next update: from here on silence is the plugin's.</summary>
    public void Await() => Volatile.Write(ref silentSince, Environment.TickCount64);

    // A look now and then, and not a timer for each update: a stream has many.
    private void CheckSilence()
    {
        long since = Volatile.Read(ref silentSince);
        if (since != 0 && Environment.TickCount64 - since > limits.IdleTime.TotalMilliseconds)
        {
            exceed($"it has said nothing for {limits.IdleTime.TotalSeconds:0.#} s (limit IdleTime)");
        }
    }

    public void Dispose()
    {
        wall.Dispose();
        idle.Dispose();
    }
}
