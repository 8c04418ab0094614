using GaoDev.Providers;
using GaoDev.Testing;
using Xunit;

namespace Contoso.Provider.Tests;

public sealed class ConformanceTests
{
    private static readonly LocalEndpoint Backend = new();

    private static readonly ConformanceSuite Suite = ConformanceSuite.ForEndpoint(
        context => new PROVIDERCLASSProvider(context),
        new ProviderConfiguration([new("endpoint", Backend.Address), new("api_key", "key-for-tests")], ["api_key"]),
        endpointOption: "endpoint");

    public static TheoryData<ConformanceCheck> Checks => [.. ConformanceSuite.Checks];

    [Theory]
    [MemberData(nameof(Checks), DisableDiscoveryEnumeration = true)]
    public async Task Provider_KeepsToTheContract(ConformanceCheck check)
    {
        ConformanceResult result = await Suite.RunAsync(check, TestContext.Current.CancellationToken);

        Assert.True(result.Passed, result.Fault);
    }
}
