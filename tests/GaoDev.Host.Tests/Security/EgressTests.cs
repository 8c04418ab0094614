using GaoDev.Fixtures;
using GaoDev.Runtime.Egress;

namespace GaoDev.Host.Tests.Security;

/// <summary>The one way out: what it lets through, what it refuses, what it writes down, and who holds the key.</summary>
public sealed class EgressTests(SecurityLab lab) : IClassFixture<SecurityLab>
{
    private const string Key = "sk-test-7f3a9c51d2e84b60";

    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["allowed.test"] = ["93.184.216.34"],
        ["private.test"] = ["10.0.0.7"],
        ["mixed.test"] = ["93.184.216.34", "10.0.0.7"],
        ["metadata.test"] = ["169.254.169.254"],
        ["loopback.test"] = ["127.0.0.1"],
        ["mapped.test"] = ["::ffff:10.0.0.7"],
        ["outside.test"] = ["93.184.216.35"],
    };

    private static readonly string[] Refused =
    [
        "http:https://outside.test/",
        "own-http:https://outside.test/",
        "http:https://allowed.test:8443/",
        "http:http://allowed.test/",
        "http:https://someone@allowed.test/",
        "http:https://sub.allowed.test/",
        "http:https://allowed.test.outside.test/",
        "http:https://127.0.0.1/",
        "http:https://2130706433/",
        "http:https://0x7f.1/",
        "http:https://017700000001/",
        "http:https://[::1]/",
        "http:https://[::ffff:127.0.0.1]/",
        "http:https://private.test/",
        "http:https://mixed.test/",
        "http:https://metadata.test/",
        "http:https://loopback.test/",
        "http:https://mapped.test/",
        "broker:json|{\"method\":\"GET\",\"url\":\"https://outside.test\\u0000.allowed.test/\",\"headers\":[],\"hasBody\":false}",
        "broker:json|{\"method\":\"GET\",\"url\":\"https://allowed.test\\r\\nHost: outside.test/\",\"headers\":[],\"hasBody\":false}",
        "broker:json|{\"method\":\"CONNECT\",\"url\":\"https://allowed.test/\",\"headers\":[],\"hasBody\":false}",
        "broker:json|{\"method\":\"GET\",\"url\":\"file:///etc/passwd\",\"headers\":[],\"hasBody\":false}",
        "broker:json|{\"method\":\"GET\",\"url\":\"https://allowed.test/\",\"headers\":[{\"name\":\"X\",\"value\":\"a\\r\\nHost: outside.test\"}],\"hasBody\":false}",
        "broker:json|{\"method\":\"POST\",\"url\":\"https://allowed.test/\",\"headers\":[{\"name\":\"Content-Length\",\"value\":\"5\"},{\"name\":\"Content-Length\",\"value\":\"6\"}],\"hasBody\":true}",
        "broker:json|{\"method\":\"GET\",\"url\":\"https://allowed.test/\",\"headers\":[],\"hasBody\":false,\"more\":1}",
        "broker:raw|FFFFFFFF01",
        "broker:raw|474554202F20485454502F312E310D0A0D0A",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [AsEachIdentity]
    public async Task Requests_OutsideTheGrant_AreRefusedAndWrittenDownAndInsideItWork(Identity identity)
    {
        using WebServer server = new(lab.Folder, "allowed.test", "private.test", "mixed.test", "outside.test");
        string[] prompts = [.. Refused, "broker:open|", "http:https://allowed.test/after", "own-http:https://allowed.test/own"];

        LabRun run = await lab.RunAsync(identity, Script(server, prompts), Token);

        Assert.Equal(prompts.Length, run.Outcomes.Count);
        Assert.Multiple([.. run.Outcomes.Take(Refused.Length).Select(outcome => (Action)(() =>
            Assert.True(!outcome.IsDone || outcome.Text.Contains("done: 502", StringComparison.Ordinal), $"{outcome.Prompt}: {outcome.Text} {outcome.Error}")))]);
        Assert.Contains("done: 200 GET /after", run.Outcomes[^2].Text, StringComparison.Ordinal);
        Assert.Contains("done: 200 GET /own", run.Outcomes[^1].Text, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Contains("Host: allowed.test", request, StringComparison.Ordinal));
        EgressRecord[] records = [.. new EgressAudit(Path.Combine(run.Home, ".gao-dev")).Read()];
        Assert.Equal(2, records.Count(record => record.Outcome == "200"));
        Assert.True(records.Count(record => record.IsRefused) >= 22, $"{records.Count(record => record.IsRefused)} refusals were written down.");
    }

    [Theory]
    [AsEachIdentity]
    public async Task Secret_ConfinedPlugin_IsSeenByTheGrantedHostAlone(Identity identity)
    {
        using WebServer server = new(lab.Folder, "allowed.test");
        string reversed = new([.. Key.Reverse()]);
        DriverScript script = Script(
            server,
            "header:Authorization|Bearer {key}|https://allowed.test/header",
            "header:Authorization|Bearer {key}|https://outside.test/header",
            "post:{key}|https://allowed.test/body",
            "post:x|https://allowed.test/url?key={key}",
            $"secrets:{reversed}",
            "exception:failing")
            with
        {
            Environment = new() { ["THE_KEY"] = Key },
        };

        LabRun run = await lab.RunAsync(identity, script, Token);

        string[] requests = [.. server.Requests];
        Assert.Equal(3, requests.Length);
        Assert.Contains($"Authorization: Bearer {Key}", requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain(Key, requests[1], StringComparison.Ordinal);
        Assert.DoesNotContain(Key, requests[2], StringComparison.Ordinal);
        Assert.Multiple([.. run.Outcomes.Select(outcome => (Action)(() => Assert.DoesNotContain(Key, outcome.Text + outcome.Error, StringComparison.Ordinal)))]);
        Assert.Contains("THE_KEY=gaodev-secret-", run.Outcomes[4].Text, StringComparison.Ordinal);
        Assert.Contains("in memory: 0", run.Outcomes[4].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, await File.ReadAllTextAsync(Path.Combine(run.Home, ".gao-dev", "audit.log"), Token), StringComparison.Ordinal);

        LabRun control = await lab.RunAsync(identity, script with { IsConfined = false, Prompts = [$"secrets:{reversed}"] }, Token);
        Assert.Contains(Key, control.Only.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("in memory: 0", control.Only.Text, StringComparison.Ordinal);
    }

    /// <summary>A server that repeats what it was sent does so in vain, wherever in its answer it does.</summary>
    [Theory]
    [AsEachIdentity]
    public async Task Secret_RepeatedOutsideOfABody_IsBlottedOut(Identity identity)
    {
        using WebServer server = new(lab.Folder, "allowed.test");
        string[] places = ["reason", "header", "status", "line"];

        LabRun run = await lab.RunAsync(identity, Script(server, [.. places.Select(place => $"header:X-Key|{{key}}|https://allowed.test/echo-{place}")]), Token);

        Assert.Equal(places.Length, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Contains($"X-Key: {Key}", request, StringComparison.Ordinal));
        Assert.Contains("done: 200 ok", run.Outcomes[0].Text, StringComparison.Ordinal);
        Assert.Contains("done: 200 ok", run.Outcomes[1].Text, StringComparison.Ordinal);
        string all = string.Concat(run.Outcomes.Select(outcome => outcome.Text + outcome.Error)) + run.Errors + await File.ReadAllTextAsync(Path.Combine(run.Home, ".gao-dev", "audit.log"), Token);
        Assert.DoesNotContain(Key, all, StringComparison.Ordinal);
    }

    [Theory]
    [AsEachIdentity]
    public async Task Network_TakenFromATask_IsNotThere(Identity identity)
    {
        using WebServer server = new(lab.Folder, "allowed.test");

        LabRun run = await lab.RunAsync(identity, Script(server, "http:https://allowed.test/") with { EnableNetwork = false }, Token);

        Assert.True(run.Only.IsDenied, run.Only.Text);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [AsEachIdentity]
    public async Task Redirect_ToAnotherHost_IsNotFollowed(Identity identity)
    {
        using WebServer server = new(lab.Folder, "allowed.test");

        LabRun run = await lab.RunAsync(identity, Script(server, "http:https://allowed.test/redirect"), Token);

        Assert.Contains("done: 302", run.Only.Text, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    private DriverScript Script(WebServer server, params string[] prompts) => lab.Script(isConfined: true, prompts) with
    {
        Granted = ["Network=allowed.test", "Network=private.test", "Network=mixed.test", "Network=metadata.test", "Network=loopback.test", "Network=mapped.test", "Environment=THE_KEY"],
        Names = Names,
        DialPort = server.Port,
        Authority = server.AuthorityFile,
        Settings = new() { ["key"] = Key },
        Secrets = ["key"],
    };
}
