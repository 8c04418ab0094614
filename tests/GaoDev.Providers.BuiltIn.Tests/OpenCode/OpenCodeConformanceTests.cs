using GaoDev.EndToEnd.Tests.Emulator;
using GaoDev.Providers.BuiltIn.OpenCode;
using GaoDev.Providers.BuiltIn.Tests.Emulators;
using GaoDev.Testing;

namespace GaoDev.Providers.BuiltIn.Tests.OpenCode;

/// <summary>The conformance kit on the real tool. Its endpoint is named by opencode.json and by no setting, so the checks of endpoints do not apply.</summary>
public sealed class OpenCodeConformanceTests : IDisposable
{
    // Each run of the tool takes seconds of a processor. These checks make many, and have their turn in tests/soak.sh agents.
    private static readonly string[] ManyRuns =
    [
        "One instance serves eight tasks at the same time",
        "It keeps nothing of one task for the next",
        "It takes a prompt of 200,000 characters in every script, and its text is well-formed",
        "It tells no secret: not in the log, not in an answer, not in what it finds wrong",
    ];

    private readonly ToolHome home = new();

    public OpenCodeConformanceTests(AimockServer emulator) => home.WriteOpenCodeSettings(emulator.Address, AimockServer.Key);

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task Conformance_Holds()
    {
        ProviderConfiguration configuration = new([new("cli_path", ToolHome.OpenCode), new("model_provider", "emulator"), new("default_model", "gpt-4"), new("timeout", "600")]);
        ConformanceSuite suite = new((settings, _) => new(new ProviderInHome(new OpenCodeProvider(home.NewContext([.. settings.Names.Select(name => KeyValuePair.Create(name, settings.GetString(name)!))])), home)), configuration)
        {
            AnswersInParts = false,
            CancellationBound = TimeSpan.FromSeconds(30),
            CheckBound = TimeSpan.FromMinutes(5),
        };

        bool isSoak = Environment.GetEnvironmentVariable("GAODEV_SOAK_AGENTS") is { Length: > 0 };
        List<ConformanceResult> results = [];
        foreach (ConformanceCheck check in ConformanceSuite.Checks.Where(check => isSoak || !ManyRuns.Contains(check.Name)))
        {
            results.Add(await suite.RunAsync(check, TestContext.Current.CancellationToken));
        }

        Assert.All(results, result => Assert.True(result.Passed, result.ToString()));
        Assert.True(results.Count(result => !result.Skipped) >= (isSoak ? 12 : 9), $"{results.Count} checks ran.");
    }
}
