using GaoDev.EndToEnd.Tests.Emulator;

namespace GaoDev.EndToEnd.Tests.Hosting;

/// <summary>The hosting example as its readers build it: from packages, as Native AOT.</summary>
public sealed class HostingExampleTests(PublishedExample example, AimockServer emulator) : IClassFixture<PublishedExample>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Publish_NativeAot_GivesNoWarning()
    {
        Assert.True(example.Publishing!.ExitCode == 0, example.Publishing.Output);
        Assert.DoesNotContain("warning", example.Publishing.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(example.Program)!, "*.dll"));
    }

    [Fact]
    public async Task Run_Echo_AnswersWithThePrompt()
    {
        CommandResult result = await RunAsync(["echo", "Hello there"]);

        Assert.Equal((0, "Hello there"), (result.ExitCode, result.Output.Trim()));
        Assert.Contains("providers: echo, openai-compatible, shout", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_HandWrittenPlugin_AnswersAsAGeneratedOneDoes()
    {
        CommandResult result = await RunAsync(["shout", "Hello there"]);

        Assert.Equal((0, "HELLO THERE !"), (result.ExitCode, result.Output.Trim()));
    }

    [Fact]
    public async Task Run_ChatClient_AnswersFromTheEndpoint()
    {
        CommandResult result = await RunAsync(["openai-compatible", "Count to eight"], AimockServer.Key);

        Assert.Equal((0, "One, two, three, four, five, six, seven, eight. Ünïcödé 🦊 too."), (result.ExitCode, result.Output.Trim()));
    }

    [Fact]
    public async Task Run_WrongKey_FailsWithoutSayingTheKey()
    {
        CommandResult result = await RunAsync(["openai-compatible", "Count to eight"], "wrong-key-of-someone");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("401", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-key-of-someone", result.Error, StringComparison.Ordinal);
    }

    private Task<CommandResult> RunAsync(IReadOnlyList<string> arguments, string? key = null) => CommandResult.RunAsync(
        example.Program,
        arguments,
        new Dictionary<string, string?>
        {
            ["HOME"] = example.Home,
            ["GAO_DEV_HOME"] = example.Home,
            ["OPENAI_API_KEY"] = key,
            ["OPENAI_BASE_URL"] = new Uri(emulator.Address, "/v1").ToString(),
            ["OPENAI_MODEL"] = "any",
        },
        Token);
}
