using System.Text;
using System.Text.Json;
using GaoDev.Plugins.Tests.Manifests;
using GaoDev.Runtime.Tests.Packages;
using Microsoft.AspNetCore.Http;

namespace GaoDev.Cli.Tests.Commands;

/// <summary>What real requests of a confined plugin, through the real broker to a server on loopback, leave behind, and how it is shown.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private const string Key = "sk-audit-51c90d7be2";

    private readonly Workplace _workplace = new();
    private ScriptedServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Log => Path.Combine(_workplace.Home, "audit.log");

    private string OldLog => Path.Combine(_workplace.Home, "audit.1.log");

    public async ValueTask InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync((context, _) => context.Response.WriteAsync("answer"));
        string host = new Uri(_server.Address).Authority;
        string manifest = $$$"""{"name":"asker","options":{"additionalProperties":false,"properties":{"key":{"type":"string","writeOnly":true}},"type":"object"},"permissions":[{"kind":"network","value":"{{{host}}}"}],"version":"1.0.0"}""";
        new TestPackage("Contoso.Asker")
            .With("lib/net10.0/Contoso.Asker.dll", ProviderCompiler.Compile("Contoso.Asker", Source.Replace("MANIFEST", manifest, StringComparison.Ordinal)))
            .Save(_workplace.Feed);
        Directory.CreateDirectory(_workplace.Home);
        await File.WriteAllTextAsync(Path.Combine(_workplace.Home, "config.yaml"), $"providers:\n  asker:\n    key: {Key}\n", Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _workplace.Dispose();
    }

    [Fact]
    public async Task Audit_WithoutALog_SaysThatThereIsNone()
    {
        Assert.Contains("No request", (await _workplace.RunAsync("audit")).Succeeded().Error, StringComparison.Ordinal);
        Assert.Equal(0, (await AuditAsync()).GetArrayLength());
    }

    [Fact]
    public async Task Requests_OfARun_AreShownAsTheyWereAndWithoutWhatIsSecret()
    {
        await _workplace.InstallAsync("Contoso.Asker");
        string refused = "https://elsewhere.test/path?prompt=private";

        string answer = await AskAsync($"{_server.Address}/allowed?prompt=private", refused);

        Assert.Equal("200 answer;failed;", answer);
        JsonElement[] records = [.. (await AuditAsync()).EnumerateArray()];
        Assert.Equal(2, records.Length);
        Assert.Equal(("asker", "GET", $"{_server.Address}/allowed", "200", false), Facts(records[0]));
        Assert.Equal(6, records[0].GetProperty("receivedBytes").GetInt64());
        Assert.Equal(("asker", "GET", "https://elsewhere.test/path", true), (records[1].GetProperty("provider").GetString(), records[1].GetProperty("method").GetString(), records[1].GetProperty("target").GetString(), records[1].GetProperty("refused").GetBoolean()));
        Assert.InRange(records[0].GetProperty("at").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow);
        string table = (await _workplace.RunAsync("audit")).Succeeded().Output;
        string[] lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains($"GET {_server.Address}/allowed", lines[1], StringComparison.Ordinal);
        Assert.Contains("refused: ", lines[2], StringComparison.Ordinal);
        string all = table + await File.ReadAllTextAsync(Log, Cancellation);
        Assert.DoesNotContain(Key, all, StringComparison.Ordinal);
        Assert.DoesNotContain("gaodev-secret-", all, StringComparison.Ordinal);
        Assert.DoesNotContain("private", all, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Log));
    }

    [Fact]
    public async Task Filters_ByProviderRefusalAndNumber_Combine()
    {
        await WriteAsync(Line("one", "a", refused: false), Line("two", "b", refused: true), Line("one", "c", refused: true), Line("one", "d", refused: false));

        Assert.Equal("abcd", await TargetsAsync());
        Assert.Equal("acd", await TargetsAsync("--provider", "ONE"));
        Assert.Equal("bc", await TargetsAsync("--refused"));
        Assert.Equal("cd", await TargetsAsync("--last", "2"));
        Assert.Equal("c", await TargetsAsync("--refused", "--provider", "one", "--last", "1"));
        Assert.Equal("", await TargetsAsync("--last", "0"));
        Assert.Equal("", await TargetsAsync("--provider", "nobody"));
        Assert.Equal(2, (await _workplace.RunAsync("audit", "--last", "many")).ExitCode);
    }

    [Fact]
    public async Task Text_ThatSteersATerminal_IsShownAndNotObeyed()
    {
        await WriteAsync(Line("one", "https://x.test/\u001b]52;c;aGk=\u0007\u202e\r\n2026-01-01 fake", refused: true));

        string table = (await _workplace.RunAsync("audit")).Succeeded().Output;

        Assert.Equal(2, table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain(table, character => char.IsControl(character) && character != '\n');
        Assert.DoesNotContain('\u202e', table);
    }

    /// <summary>What a killed process, a full disk or somebody's editor left is passed over, and takes nothing else with it.</summary>
    [Fact]
    public async Task Log_TornAndGarbled_GivesAllThatIsWhole()
    {
        await _workplace.InstallAsync("Contoso.Asker");
        await WriteAsync(Line("one", "a", refused: false), "not json", "", "null", "{}", "[1]", new string('x', 1 << 20), "\0\0\0", Line("one", "b", refused: false), Line("one", "c", refused: false)[..40]);
        await using (FileStream file = File.OpenWrite(Log))
        {
            file.SetLength(file.Length - 1);
        }

        Assert.Equal("ab", await TargetsAsync());
        await AskAsync($"{_server.Address}/whole");

        Assert.Equal($"ab{_server.Address}/whole", await TargetsAsync());
    }

    [Fact]
    public async Task Log_ThatGrewLong_IsMovedAsideOnceAndBothAreShown()
    {
        await _workplace.InstallAsync("Contoso.Asker");
        string line = Line("one", "https://a.test/" + new string('x', 400), refused: false);
        await WriteAsync([.. Enumerable.Repeat(line, 9 * 1024 * 1024 / line.Length), Line("one", "last of the old", refused: true)]);
        long length = new FileInfo(Log).Length;

        await AskAsync($"{_server.Address}/first", $"{_server.Address}/second");

        Assert.Equal(length, new FileInfo(OldLog).Length);
        Assert.InRange(new FileInfo(Log).Length, 1, 4096);
        Assert.Equal($"last of the old{_server.Address}/first{_server.Address}/second", await TargetsAsync("--last", "3"));
        Assert.Equal(50, (await AuditAsync()).GetArrayLength());
    }

    [Fact]
    public async Task Requests_OfSeveralProcessesAtOnce_AreAllWrittenDown()
    {
        const int Processes = 3, Each = 60;

        await _workplace.InstallAsync("Contoso.Asker");
        await Task.WhenAll(Enumerable.Range(0, Processes).Select(process =>
            AskAsync([.. Enumerable.Range(0, Each).Select(number => $"{_server.Address}/{process}/{number}")])));

        string[] targets = [.. (await AuditAsync("--last", "1000")).EnumerateArray().Select(record => record.GetProperty("target").GetString()!)];
        Assert.Equal(Processes * Each, targets.Length);
        Assert.Equal(Processes * Each, targets.Distinct().Count());
        Assert.Equal(Processes * Each, (await File.ReadAllLinesAsync(Log, Cancellation)).Length);
    }

    private static (string?, string?, string?, string?, bool) Facts(JsonElement record) => (
        record.GetProperty("provider").GetString(), record.GetProperty("method").GetString(), record.GetProperty("target").GetString(), record.GetProperty("outcome").GetString(), record.GetProperty("refused").GetBoolean());

    private static string Line(string plugin, string target, bool refused) => JsonSerializer.Serialize(new
    {
        at = DateTimeOffset.UtcNow,
        plugin,
        method = "GET",
        target,
        outcome = refused ? "not granted" : "200",
        isRefused = refused,
        sentBytes = 0,
        receivedBytes = 0,
        milliseconds = 1,
    });

    private Task WriteAsync(params string[] lines) => File.WriteAllTextAsync(Log, string.Concat(lines.Select(line => line + "\n")), new UTF8Encoding(false), Cancellation);

    private async Task<JsonElement> AuditAsync(params string[] arguments) => (await _workplace.RunAsync(["audit", "--json", .. arguments])).Succeeded().Json;

    private async Task<string> TargetsAsync(params string[] arguments) =>
        string.Concat((await AuditAsync(arguments)).EnumerateArray().Select(record => record.GetProperty("target").GetString()));

    private async Task<string> AskAsync(params string[] addresses) =>
        (await _workplace.RunAsync("run", string.Join(' ', addresses), "--provider", "asker")).Succeeded().Output.Trim();

    // Asks each address of its prompt, with its key in a header.
    private const string Source = """"
        using System;
        using System.Collections.Generic;
        using System.Net.Http;
        using System.Runtime.CompilerServices;
        using System.Threading;
        using System.Threading.Tasks;
        using GaoDev.Plugins;
        using GaoDev.Providers;

        [assembly: ProviderManifest("1.0", "Contoso.AskerPlugin", """MANIFEST""")]

        namespace Contoso;

        public sealed class AskerPlugin : BaseProviderPlugin
        {
            public override string Name => "asker";
            public override string Version => "1.0.0";
            public override Type GetProviderType() => typeof(Asker);
            public override ProviderMetadata GetMetadata() => new() { Name = "asker", Version = "1.0.0" };
            public override IAgentProvider CreateProvider(ProviderContext context) => new Asker(context);
        }

        public sealed class Asker(ProviderContext context) : IAgentProvider
        {
            public string Name => "asker";
            public string Version => "1.0.0";
            public IReadOnlyList<string> SupportedModels => [];
            public bool SupportsTool(string toolName) => false;
            public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) => new(ProviderValidationResult.Valid);

            public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
            {
                foreach (string address in task.Prompt.Split(' '))
                {
                    yield return new TextUpdate(await AskAsync(address, cancellationToken) + ";");
                }
            }

            private async Task<string> AskAsync(string address, CancellationToken cancellationToken)
            {
                try
                {
                    using HttpRequestMessage request = new(HttpMethod.Get, address);
                    request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + context.Configuration.GetString("key"));
                    using HttpResponseMessage response = await context.HttpClient.SendAsync(request, cancellationToken);
                    return (int)response.StatusCode + " " + await response.Content.ReadAsStringAsync(cancellationToken);
                }
                catch (HttpRequestException)
                {
                    return "failed";
                }
            }
        }
        """";
}
