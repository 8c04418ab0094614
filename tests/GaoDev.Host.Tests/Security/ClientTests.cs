using GaoDev.Fixtures;

namespace GaoDev.Host.Tests.Security;

/// <summary>The vendors' own clients work through the broker as they are, and the server alone gets the key.</summary>
public sealed class ClientTests(SecurityLab lab) : IClassFixture<SecurityLab>
{
    private const string Key = "sk-test-b81f33a0c95d4e17";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [AsEachIdentity]
    public async Task PlainClient_Confined_StreamsItsAnswerAndNeverHasTheKey(Identity identity)
    {
        using WebServer server = new(lab.Folder, "openai.test", "anthropic.test");
        DriverScript script = lab.ClientsScript("openai https://openai.test/v1", "anthropic https://anthropic.test") with
        {
            Granted = ["Network=openai.test", "Network=anthropic.test"],
            Names = new() { ["openai.test"] = ["93.184.216.34"], ["anthropic.test"] = ["93.184.216.34"] },
            DialPort = server.Port,
            Authority = server.AuthorityFile,
            Settings = new() { ["key"] = Key },
            Secrets = ["key"],
        };

        LabRun run = await lab.RunAsync(identity, script, Token);

        Assert.All(run.Outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal("openai \nanswers\n", run.Outcomes[0].Text);
        Assert.Equal("anthropic answers\n", run.Outcomes[1].Text);
        string[] requests = [.. server.Requests];
        Assert.Equal(2, requests.Length);
        Assert.Contains($"Authorization: Bearer {Key}", requests[0], StringComparison.Ordinal);
        Assert.Contains($"Authorization: Bearer {Key}", requests[1], StringComparison.Ordinal);
        Assert.DoesNotContain(Key, await File.ReadAllTextAsync(Path.Combine(run.Home, ".gao-dev", "audit.log"), Token), StringComparison.Ordinal);
    }
}
