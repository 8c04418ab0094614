using System.Diagnostics;

namespace GaoDev.Benchmarks.Isolation;

/// <summary>This program again, as the other end of a remote call. Disposal ends it.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process process;

    public PeerProcess(params string[] arguments)
    {
        ProcessStartInfo start = new(Workspace.Self) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])[.. Workspace.SelfArguments, "serve", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        process = Process.Start(start)!;
    }

    public Stream Input => process.StandardInput.BaseStream;

    public Stream Output => process.StandardOutput.BaseStream;

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
