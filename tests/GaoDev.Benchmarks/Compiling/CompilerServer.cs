using System.Diagnostics;

namespace GaoDev.Benchmarks.Compiling;

/// <summary>The SDK's compiler as a build has it: a warm server, and small clients that ask it. What a compilation costs is the server's processor time.</summary>
internal sealed class CompilerServer : IDisposable
{
    private readonly string pipe = "gaodev-" + Guid.NewGuid().ToString("n")[..8];
    private readonly Process server;

    public CompilerServer() =>
        server = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(CompilerFiles.Compiler, "VBCSCompiler.dll"), $"-pipename:{pipe}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    /// <summary>Compiles by a response file, and gives milliseconds of processor time.</summary>
    public double Compile(string response)
    {
        server.Refresh();
        TimeSpan started = server.TotalProcessorTime;
        using Process client = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(CompilerFiles.Compiler, "csc.dll"), "-noconfig", $"-shared:{pipe}", "-keepalive:600", "@" + response]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string said = client.StandardOutput.ReadToEnd() + client.StandardError.ReadToEnd();
        client.WaitForExit();
        server.Refresh();
        double spent = (server.TotalProcessorTime - started).TotalMilliseconds;
        return client.ExitCode == 0 && spent > 0 ? spent : throw new InvalidOperationException($"The compiler ended with {client.ExitCode} after {spent} ms in the server:\n{said}");
    }

    public void Dispose()
    {
        server.Kill();
        server.WaitForExit();
        server.Dispose();
    }
}
