using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

[assembly: AssemblyFixture(typeof(GaoDev.EndToEnd.Tests.Emulator.AimockServer))]

namespace GaoDev.EndToEnd.Tests.Emulator;

/// <summary>
/// The emulator of the npm package @copilotkit/aimock, as a child process on a free loopback port. It serves all tests;
/// each marks its requests with an id of its own and asks the journal for those.
/// </summary>
public sealed partial class AimockServer : IAsyncLifetime
{
    /// <summary>The only key that the emulator takes.</summary>
    public const string Key = "key-of-the-tests";

    private const string TestIdHeader = "X-Test-Id";

    private readonly HttpClient control = new();
    private Process? process;
    private Uri? address;

    /// <summary>Where it listens.</summary>
    public Uri Address => address ?? throw new InvalidOperationException("The emulator does not run.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        string folder = Path.Combine(Checkout.Root, "tests", "emulators");
        string script = Path.Combine(folder, "node_modules", "@copilotkit", "aimock", "dist", "cli.js");
        Assert.True(File.Exists(script), $"The emulator is not installed: run tests/run.sh, or npm install in {folder}.");

        ProcessStartInfo start = new("node", [script, "--port", "0", "--host", "127.0.0.1", "--fixtures", Path.Combine(folder, "azure-openai.json"), "--validate-on-load"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AIMOCK_API_KEYS"] = Key;
        process = Process.Start(start)!;

        TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        List<string> output = [];
        void Read(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is null)
            {
                listening.TrySetException(new InvalidOperationException($"The emulator ended: {string.Join('\n', output)}"));
                return;
            }

            output.Add(line.Data);
            if (ListeningLine().Match(line.Data) is { Success: true } match)
            {
                listening.TrySetResult(new Uri(match.Value));
            }
        }

        process.OutputDataReceived += Read;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        address = await listening.Task.WaitAsync(TimeSpan.FromSeconds(60));
        control.BaseAddress = address;
        control.DefaultRequestHeaders.Add("api-key", Key);
    }

    /// <summary>A client whose requests <see cref="ReadJournalAsync"/> finds by that id.</summary>
    public static HttpClient CreateClient(string testId)
    {
        HttpClient client = new();
        client.DefaultRequestHeaders.Add(TestIdHeader, testId);
        return client;
    }

    /// <summary>What the emulator noted of the test's requests, first things first.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReadJournalAsync(string testId, CancellationToken cancellationToken)
    {
        await using Stream body = await control.GetStreamAsync($"/__aimock/journal?testId={testId}", cancellationToken);
        using JsonDocument journal = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        return [.. journal.RootElement.Clone().EnumerateArray()];
    }

    /// <summary>What the emulator noted of the requests to one deployment, first things first.</summary>
    public Task<IReadOnlyList<JsonElement>> ReadJournalOfDeploymentAsync(string deployment, CancellationToken cancellationToken) =>
        ReadJournalAsync(request => request.GetProperty("path").GetString()!.Contains($"/deployments/{deployment}/", StringComparison.Ordinal), cancellationToken);

    /// <summary>What the emulator noted of the requests for one model, first things first.</summary>
    public Task<IReadOnlyList<JsonElement>> ReadJournalOfModelAsync(string model, CancellationToken cancellationToken) =>
        ReadJournalAsync(request => request.GetProperty("body") is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("model", out JsonElement asked) && asked.GetString() == model, cancellationToken);

    private async Task<IReadOnlyList<JsonElement>> ReadJournalAsync(Func<JsonElement, bool> condition, CancellationToken cancellationToken)
    {
        await using Stream body = await control.GetStreamAsync("/__aimock/journal", cancellationToken);
        using JsonDocument journal = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        return [.. journal.RootElement.Clone().EnumerateArray().Where(condition)];
    }

    /// <summary>Sets the emulator's chaos switches for the test's requests.</summary>
    public async Task SetChaosAsync(string testId, string json, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/__aimock/chaos") { Content = new StringContent(json) };
        request.Headers.Add(TestIdHeader, testId);
        using HttpResponseMessage response = await control.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+")]
    private static partial Regex ListeningLine();
}
