using GaoDev.EndToEnd.Tests.Emulator;
using GaoDev.Providers.BuiltIn.OpenCode;
using GaoDev.Providers.BuiltIn.Tests.Emulators;
using GaoDev.Testing;

namespace GaoDev.Providers.BuiltIn.Tests.OpenCode;

/// <summary>The conformance kit on the real tool. Its endpoint is named by opencode.json and by no setting, so the checks of endpoints do not apply.</summary>
public sealed class OpenCodeConformanceTests : IDisposable
{
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

        ConformanceReport report = await suite.RunAsync(TestContext.Current.CancellationToken);

        Assert.True(report.Passed, report.ToString());
    }
}
