using GaoDev.Providers;
using GaoDev.Providers.BuiltIn.OpenAI;
using GaoDev.Testing.Tests.Faults;
using GaoDev.Tests.Endpoints;

namespace GaoDev.Testing.Tests;

public sealed class ConformanceSuiteTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Each fault, the check that is to find it, and a word of what the check says.</summary>
    public static TheoryData<string, string, string> Faults => new()
    {
        { nameof(BadlyNamed), "Its name is kebab-case, its version is SemVer 2, and neither changes", "'Badly Named'" },
        { nameof(TakesAnyModel), "It translates the models that it names, and refuses others", "ModelNotFoundException" },
        { nameof(InitializesOnce), "It can be initialised again", "initialised already" },
        { nameof(ThrowsInValidation), "It reports what is wrong with its configuration and does not throw", "api_key" },
        { nameof(NeverReturns), "It reports what is wrong with its configuration and does not throw", "come to an end" },
        { nameof(AnswersAtOnce), "Its answer comes in parts", "at once" },
        { nameof(SaysNothing), "Its answer comes in parts", "no text" },
        { nameof(GoesOnAfterTheEnd), "It says at most once why the answer ended, and nothing after that", "UsageUpdate" },
        { nameof(IgnoresCancellation), "A task ends soon after it is cancelled", "still ran" },
        { nameof(WrapsCancellation), "A task ends soon after it is cancelled", "ProviderExecutionException" },
        { nameof(StartsCancelledTasks), "A task that is cancelled already gives no answer", "TextUpdate" },
        { nameof(EndsCancelledTasksQuietly), "A task that is cancelled already gives no answer", "OperationCanceledException" },
        { nameof(ServesOneAtATime), "One instance serves eight tasks at the same time", "busy" },
        { nameof(DisposesOnce), "It can be disposed again, and without having been used", "ObjectDisposedException" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Check_PlantedFault_FindsItAndSaysWhatItIs(string fault, string check, string saying)
    {
        Type type = typeof(ConformanceSuiteTests).Assembly.GetType($"{typeof(BadlyNamed).Namespace}.{fault}", throwOnError: true)!;
        ConformanceSuite suite = new((_, _) => new((IAgentProvider)Activator.CreateInstance(type)!), ProviderConfiguration.Empty)
        {
            CancellationBound = TimeSpan.FromSeconds(1),
            CheckBound = fault == nameof(NeverReturns) ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(1),
        };

        ConformanceResult result = await suite.RunAsync(ConformanceSuite.Checks.Single(candidate => candidate.Name == check), Token);

        Assert.False(result.Passed);
        Assert.Contains(saying, result.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Checks_AllOfThem_HaveAPlantedFault() => Assert.Empty(
        ConformanceSuite.Checks.Select(check => check.Name).Except(Faults.Select(row => row.Data.Item2)));

    [Fact]
    public async Task Run_SoundProvider_PassesEveryCheck()
    {
        ConformanceReport report = await new ConformanceSuite((_, _) => new(new SoundProvider()), ProviderConfiguration.Empty).RunAsync(Token);

        Assert.True(report.Passed, report.ToString());
        Assert.Equal(ConformanceSuite.Checks.Select(check => check.Name), report.Results.Select(result => result.Check));
    }

    [Fact]
    public async Task Run_OpenAIBuiltIn_PassesEveryCheck()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.AnswerAsync("one", " two", " three"));
        ProviderConfiguration configuration = new(
            [new("api_key", "key"), new("base_url", new Uri(endpoint.Address, "/v1").ToString()), new("default_model", "any")], ["api_key"]);

        ConformanceReport report = await ConformanceSuite.For(context => new OpenAIProvider(context), configuration).RunAsync(Token);

        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public async Task Run_BrokenProvider_ReportsEachFaultAndStillRunsTheRest()
    {
        ConformanceReport report = await new ConformanceSuite((_, _) => new(new AnswersAtOnce()), ProviderConfiguration.Empty).RunAsync(Token);

        Assert.False(report.Passed);
        Assert.Equal("Its answer comes in parts", Assert.Single(report.Results, result => !result.Passed).Check);
        Assert.Contains("FAIL Its answer comes in parts: It gave the whole answer at once.", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ProviderThatCannotBeMade_FailsAndDoesNotThrow()
    {
        ConformanceSuite suite = new((_, _) => throw new ProviderConfigurationException("No."), ProviderConfiguration.Empty);

        ConformanceReport report = await suite.RunAsync(Token);

        Assert.All(report.Results, result => Assert.Contains("No.", result.Fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_Cancelled_Throws() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => new ConformanceSuite((_, _) => new(new SoundProvider()), ProviderConfiguration.Empty).RunAsync(new CancellationToken(canceled: true)));
}
