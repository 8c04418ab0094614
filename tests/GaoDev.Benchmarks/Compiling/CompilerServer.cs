using System.Diagnostics;

namespace GaoDev.Benchmarks.Compiling;

/// <summary>The SDK's compiler as a build has it: a warm server, and small clients that ask it. What a compilation costs is the server's processor time.</summary>
internal sealed class CompilerServer : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly string pipe = "gaodev-" + Guid.NewGuid().ToString("n")[..8];
    private readonly Process server;

    public CompilerServer() =>
        server = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(CompilerFiles.Compiler, "VBCSCompiler.dll"), $"-pipename:{pipe}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Less of its time goes into compiling itself, so that what is measured differs less from run to run.
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        })!;

    /// <summary>Compiles by a response file, and gives milliseconds of processor time.</summary>
    public double Compile(string response)
    {
        TimeSpan started = Settle();
        using Process client = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(CompilerFiles.Compiler, "csc.dll"), "-noconfig", $"-shared:{pipe}", "-keepalive:600", "@" + response]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string said = client.StandardOutput.ReadToEnd() + client.StandardError.ReadToEnd();
        client.WaitForExit();
        double spent = (Settle() - started).TotalMilliseconds;
        return client.ExitCode == 0 && spent > 0 ? spent : throw new InvalidOperationException($"The compiler ended with {client.ExitCode} after {spent} ms in the server:\n{said}");
    }

    // The server compiles its own methods better while nobody asks for anything: that belongs to who asked last.
    private TimeSpan Settle()
    {
        TimeSpan last;
        do
        {
            server.Refresh();
            last = server.TotalProcessorTime;
            Thread.Sleep(Quiet);
            server.Refresh();
        }
        while (server.TotalProcessorTime - last > Tick);

        return server.TotalProcessorTime;
    }

    public void Dispose()
    {
        server.Kill();
        server.WaitForExit();
        server.Dispose();
    }
}
