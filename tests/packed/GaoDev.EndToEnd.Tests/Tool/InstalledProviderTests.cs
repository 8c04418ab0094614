using System.Text.Json;
using GaoDev.EndToEnd.Tests.Emulator;
using GaoDev.EndToEnd.Tests.Hosting;

namespace GaoDev.EndToEnd.Tests.Tool;

/// <summary>The whole line: the packed example, installed and run by gao-dev, against an emulator of the service.</summary>
public sealed class InstalledProviderTests(InstalledExample example, AimockServer emulator) : IClassFixture<InstalledExample>
{
    private readonly string deployment = $"d-{Guid.NewGuid():N}";

    [Fact]
    public void Install_TheExample_ShowsWhatItAsksForBeforeItIsInstalled()
    {
        CommandResult installation = example.Installation!;

        Assert.True(installation.ExitCode == 0, installation.Error);
        int asks = installation.Error.IndexOf("AZURE_OPENAI_API_KEY", StringComparison.Ordinal);
        Assert.InRange(asks, 0, installation.Error.IndexOf("GaoDev.Providers.AzureOpenAI 1.0.0 installed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Validate_WithTheKeySet_IsValid()
    {
        CommandResult result = await example.RunAsync(["plugins", "validate-provider", "azure-openai", "--connect"], Settings());

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Single(await JournalAsync());
    }

    [Fact]
    public async Task Validate_Conformance_HoldsInTheSandboxAndWritesAReport()
    {
        string report = Path.Combine(Path.GetTempPath(), $"gaodev-report-{Guid.NewGuid():N}.txt");
        try
        {
            CommandResult result = await example.RunAsync(["plugins", "validate-provider", "azure-openai", "--conformance", "--report", report], Settings());

            Assert.True(result.ExitCode == 0, result.Output + result.Error);
            string written = await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken);
            Assert.StartsWith("azure-openai 1.0.0 keeps to the contract.", written, StringComparison.Ordinal);
            Assert.Equal(21, result.Output.Split('\n').Count(line => line.Contains(" conformance ", StringComparison.Ordinal)));
            Assert.DoesNotContain("FAIL", written, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(report);
        }
    }

    [Fact]
    public async Task Run_Entra_GetsATokenAndAsksWithItThoughThePluginHoldsNoSecret()
    {
        await using EntraFront front = await EntraFront.StartAsync(emulator.Address, AimockServer.Key);
        Dictionary<string, string?> settings = new()
        {
            ["AZURE_OPENAI_AUTHENTICATION"] = "entra",
            ["AZURE_TENANT_ID"] = "7b1fb5f6-7c7b-4f2b-9f7b-3f1d5a2f8b11",
            ["AZURE_CLIENT_ID"] = "0c9d5b1e-2b1f-4a67-8d0e-9b5f0d7f3c22",
            ["AZURE_CLIENT_SECRET"] = "secret-of-the-application",
            ["AZURE_AUTHORITY_HOST"] = front.Address.ToString(),
            ["AZURE_OPENAI_ENDPOINT"] = front.Address.ToString(),
            ["AZURE_OPENAI_DEPLOYMENT"] = deployment,
            // How one trusts an authority of one's own on Linux.
            ["SSL_CERT_FILE"] = front.CertificateFile,
        };

        CommandResult result = await example.RunAsync(Task("Count to eight"), settings);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.StartsWith("One, two", result.Output, StringComparison.Ordinal);
        Assert.Equal(["Basic 0c9d5b1e-2b1f-4a67-8d0e-9b5f0d7f3c22:secret-of-the-application"], front.TokenRequests);
        JsonElement request = Assert.Single(await JournalAsync());
        Assert.True(request.GetProperty("headers").TryGetProperty("authorization", out _));
        Assert.False(request.GetProperty("headers").TryGetProperty("api-key", out _));
    }

    [Fact]
    public async Task Run_Answer_IsStreamedFromTheRequestThatTheServiceExpects()
    {
        CommandResult result = await RunAsync("Count to eight");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal("One, two, three, four, five, six, seven, eight. Ünïcödé 🦊 too.\n", result.Output);
        Assert.Contains("11 in, 23 out", result.Error, StringComparison.Ordinal);
        JsonElement request = Assert.Single(await JournalAsync());
        Assert.Equal($"/openai/deployments/{deployment}/chat/completions?api-version=2024-10-21", request.GetProperty("path").GetString());
        Assert.True(request.GetProperty("headers").TryGetProperty("api-key", out _));
        Assert.True(request.GetProperty("body").GetProperty("stream").GetBoolean());
    }

    [Fact]
    public async Task Run_Json_StreamsTextUsageAndFinish()
    {
        CommandResult result = await RunAsync("Count to eight", "--json");

        string[] types = [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("type").GetString()!)];
        Assert.True(types.Count(type => type == "text") > 5, result.Output);
        Assert.Equal(["usage", "finish"], types.Where(type => type != "text"));
    }

    [Fact]
    public async Task Run_WrongKey_FailsWithoutSayingIt()
    {
        CommandResult result = await example.RunAsync(Task("Count to eight"), Settings("wrong-key-of-someone"));

        Assert.Equal((9, ""), (result.ExitCode, result.Output));
        Assert.Contains("GAODEV6001", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-key-of-someone", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TooManyRequests_SaysWhenToTryAgain()
    {
        CommandResult result = await RunAsync("Hurry");

        Assert.Equal((9, ""), (result.ExitCode, result.Output));
        Assert.Contains("GAODEV6003", result.Error, StringComparison.Ordinal);
        Assert.Contains("7 s", result.Error, StringComparison.Ordinal);
        Assert.Single(await JournalAsync());
    }

    [Fact]
    public async Task Run_UnknownDeployment_NamesIt()
    {
        CommandResult result = await RunAsync("x", "--set", "deployment=no-such-deployment");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("no-such-deployment", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_DisconnectInMidStream_IsNotSuccess()
    {
        CommandResult result = await RunAsync("Break off");

        Assert.Equal(9, result.ExitCode);
        Assert.StartsWith("This", result.Output, StringComparison.Ordinal);
        Assert.Contains("GAODEV6009", result.Error, StringComparison.Ordinal);
    }

    private static string[] Task(string prompt, params string[] options) => ["run", prompt, "--provider", "azure-openai", "--model", "gpt-4", .. options];

    private Task<CommandResult> RunAsync(string prompt, params string[] options) => example.RunAsync(Task(prompt, options), Settings());

    private Task<IReadOnlyList<JsonElement>> JournalAsync() => emulator.ReadJournalOfDeploymentAsync(deployment, TestContext.Current.CancellationToken);

    private Dictionary<string, string?> Settings(string key = AimockServer.Key) => new()
    {
        ["AZURE_OPENAI_API_KEY"] = key,
        ["AZURE_OPENAI_ENDPOINT"] = emulator.Address.ToString(),
        ["AZURE_OPENAI_DEPLOYMENT"] = deployment,
    };
}
