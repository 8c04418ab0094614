using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GaoDev.EndToEnd.Tests;

namespace GaoDev.Providers.BuiltIn.Tests.Emulators;

/// <summary>The emulator of the npm package @dwmkerr/mock-llm, as a child process on a free loopback port.</summary>
public sealed class MockLlmServer : IAsyncLifetime
{
    private Process? process;

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        string folder = Path.Combine(Checkout.Root, "tests", "emulators");
        string script = Path.Combine(folder, "node_modules", "@dwmkerr", "mock-llm", "dist", "main.js");
        Assert.True(File.Exists(script), $"The emulator is not installed: run tests/run.sh, or npm install in {folder}.");
        int port = FindFreePort();
        ProcessStartInfo start = new("node", [script, "--config", Path.Combine(folder, "mock-llm.yaml")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOST"] = "127.0.0.1";
        start.Environment["PORT"] = $"{port}";
        process = Process.Start(start)!;
        TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                listening.TrySetException(new InvalidOperationException("The emulator ended."));
            }
            else if (line.Data.Contains("server running on", StringComparison.Ordinal))
            {
                listening.TrySetResult();
            }
        };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await listening.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private static int FindFreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
