using GaoDev.Fixtures;
using GaoDev.Runtime.Egress;

namespace GaoDev.Host.Tests.Security;

/// <summary>Connections that nobody reads: to the granted host alone, by the name in their greeting too, and without a key.</summary>
public sealed class TunnelTests(SecurityLab lab) : IClassFixture<SecurityLab>
{
    private const string Key = "sk-test-50c1e07d6f2b4a98";
    private const string Plain = "474554202F20485454502F312E310D0A0D0A";

    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["tunnel.test"] = ["93.184.216.34"],
        ["private.test"] = ["10.0.0.7"],
        ["allowed.test"] = ["93.184.216.36"],
        ["outside.test"] = ["93.184.216.35"],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [AsEachIdentity]
    public async Task Tunnel_Granted_IsThePluginsOwnAndHasNoKey(Identity identity)
    {
        using WebServer server = new(lab.Folder, "tunnel.test", "allowed.test");

        LabRun run = await lab.RunAsync(identity, Script(server, "own-tunnel:tunnel.test:443|tunnel.test|/own", "own-tunnel:allowed.test:443|allowed.test|/relayed"), Token);

        // The certificate tells who was spoken to: the server itself, or the relay that the broker reads after.
        Assert.Contains("done: CN=test HTTP/1.1 200", run.Outcomes[0].Text, StringComparison.Ordinal);
        Assert.Contains("done: CN=relayed host HTTP/1.1 200", run.Outcomes[1].Text, StringComparison.Ordinal);
        string[] requests = [.. server.Requests];
        Assert.Equal(2, requests.Length);
        Assert.DoesNotContain(Key, requests[0], StringComparison.Ordinal);
        Assert.Contains($"Bearer {Key}", requests[1], StringComparison.Ordinal);
        EgressRecord tunnel = Assert.Single(Records(run), record => record.Method == "TUNNEL");
        Assert.Equal("tunnel.test:443", tunnel.Target);
        Assert.False(tunnel.IsRefused);
        Assert.True(tunnel is { SentBytes: > 200, ReceivedBytes: > 200 }, tunnel.ToString());
    }

    [Theory]
    [AsEachIdentity]
    public async Task Tunnel_NotAsGranted_IsRefusedAndWrittenDown(Identity identity)
    {
        using WebServer server = new(lab.Folder, "tunnel.test");
        string[] refused =
        [
            "own-tunnel:tunnel.test:443|outside.test|/",
            "own-tunnel:private.test:443|private.test|/",
            Direct("outside.test", 443),
            Direct("allowed.test", 443),
            Direct("tunnel.test", 8443),
            Direct("93.184.216.34", 443),
            Direct("2130706433", 443),
            Direct("tunnel.test\\u0000.outside.test", 443),
            Direct("tunnel.test", 443) + "|then|" + Plain,
        ];
        string[] prompts = [.. refused, "own-tunnel:outside.test:443|outside.test|/", "broker:tunnel|{}", "own-tunnel:tunnel.test:443|tunnel.test|/after"];

        LabRun run = await lab.RunAsync(identity, Script(server, prompts), Token);

        Assert.Multiple([.. run.Outcomes.SkipLast(1).Select(outcome => (Action)(() =>
            Assert.True(!outcome.IsDone || outcome.Text.Contains("502", StringComparison.Ordinal), $"{outcome.Prompt}: {outcome.Text} {outcome.Error}")))]);
        Assert.Contains("done: CN=test HTTP/1.1 200 OK", run.Outcomes[^1].Text, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.Equal(refused.Length, Records(run).Count(record => record is { IsRefused: true, Method: "TUNNEL" }));
    }

    [Theory]
    [AsEachIdentity]
    public async Task Network_TakenFromATask_TakesTheTunnel(Identity identity)
    {
        using WebServer server = new(lab.Folder, "tunnel.test");

        LabRun run = await lab.RunAsync(identity, Script(server, "own-tunnel:tunnel.test:443|tunnel.test|/") with { EnableNetwork = false }, Token);

        Assert.True(run.Only.IsDenied, run.Only.Text);
        Assert.Empty(server.Requests);
    }

    private static string Direct(string host, int port) => $"broker:tunnel|{{\"host\":\"{host}\",\"port\":{port}}}";

    private static EgressRecord[] Records(LabRun run) => [.. new EgressAudit(Path.Combine(run.Home, ".gao-dev")).Read()];

    private DriverScript Script(WebServer server, params string[] prompts) => lab.Script(isConfined: true, prompts) with
    {
        Granted = ["Tunnel=tunnel.test", "Tunnel=private.test", "Network=allowed.test"],
        Names = Names,
        DialPort = server.Port,
        Authority = server.AuthorityFile,
        Settings = new() { ["key"] = Key },
        Secrets = ["key"],
        TimeoutSeconds = 30,
    };
}
