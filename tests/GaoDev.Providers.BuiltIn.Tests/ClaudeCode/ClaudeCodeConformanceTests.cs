using GaoDev.EndToEnd.Tests.Emulator;
using GaoDev.Providers.BuiltIn.ClaudeCode;
using GaoDev.Providers.BuiltIn.Tests.Emulators;
using GaoDev.Testing;

namespace GaoDev.Providers.BuiltIn.Tests.ClaudeCode;

/// <summary>The conformance kit on the real tool, also against endpoints that fail.</summary>
public sealed class ClaudeCodeConformanceTests(AimockServer emulator) : IDisposable
{
    private readonly ToolHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task Conformance_Holds()
    {
        ProviderConfiguration configuration = new(
            [new("api_key", AimockServer.Key), new("base_url", emulator.Address.ToString()), new("cli_path", ToolHome.Claude), new("max_retries", "0"), new("timeout", "600")], ["api_key"]);
        ConformanceSuite suite = new((settings, _) => new(new ProviderInHome(new ClaudeCodeProvider(home.NewContext([.. settings.Names.Select(name => KeyValuePair.Create(name, settings.GetString(name)!))])), home)), configuration)
        {
            EndpointOption = "base_url",
            // The tool says that there were too many requests, and not for how long.
            HearsHowLongToWait = false,
            CancellationBound = TimeSpan.FromSeconds(30),
            CheckBound = TimeSpan.FromMinutes(5),
        };

        ConformanceReport report = await suite.RunAsync(TestContext.Current.CancellationToken);

        Assert.True(report.Passed, report.ToString());
        Assert.DoesNotContain(report.Results, result => result.Skipped);
    }
}
