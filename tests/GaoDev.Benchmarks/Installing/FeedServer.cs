using System.Diagnostics;

namespace GaoDev.Benchmarks.Installing;

/// <summary>The example's feed server in a process of its own, over a folder of packages. It is native: nothing of it is compiled while others are measured.</summary>
internal sealed class FeedServer : IDisposable
{
    private readonly Process process;

    public FeedServer(string folder)
    {
        ProcessStartInfo start = new(Workspace.FeedServer, [folder, "--port", "0"]) { RedirectStandardOutput = true };
        process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            int address = line.IndexOf("http://", StringComparison.Ordinal);
            if (address >= 0)
            {
                Address = line[address..].TrimEnd();
                return;
            }
        }

        throw new InvalidOperationException("The feed server ended before it listened.");
    }

    /// <summary>The feed's service index.</summary>
    public string Address { get; }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
