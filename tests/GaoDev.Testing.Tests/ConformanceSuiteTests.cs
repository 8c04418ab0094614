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
        { nameof(RemembersTasks), "It keeps nothing of one task for the next", "before it" },
        { nameof(ChokesOnLongPrompts), "It takes a prompt of 200,000 characters in every script, and its text is well-formed", "does not fit" },
        { nameof(HalvesCharacters), "It takes a prompt of 200,000 characters in every script, and its text is well-formed", "half a character" },
        { nameof(CountsBackwards), "What it says of usage can be true", "UsageUpdate" },
        { nameof(LogsTheKey), "It tells no secret: not in the log, not in an answer, not in what it finds wrong", "in its log" },
        { nameof(SaysTheKey), "It tells no secret: not in the log, not in an answer, not in what it finds wrong", "'api_key'" },
        { nameof(RepeatsTheKey), "It does not repeat a secret that the backend repeats", "'api_key'" },
        { nameof(IgnoresTheDeadline), "It ends a task whose time is over, however slowly the backend drips", "come to an end" },
        { nameof(LeaksHttpExceptions), "It says so when the connection is lost", "HttpRequestException" },
        { nameof(ReportsLostConnectionsAsRefusals), "It says so when the connection is lost", "InvalidRequest" },
        { nameof(TakesHalfAnAnswerForAWhole), "It says so when an answer is cut off", "as if the answer were whole" },
        { nameof(ForgetsHowLongToWait), "It passes on how long to wait after too many requests", "00:01:00" },
        { nameof(CallsTooManyRequestsUnknown), "It passes on how long to wait after too many requests", "Unknown" },
        { nameof(BlamesTheCallerForServerErrors), "It says so when the backend does not serve", "InvalidRequest" },
        { nameof(RetriesByItself), "It says so when the backend does not serve", "2 times" },
        { nameof(TrustsGarbage), "It says so when the answer is garbage", "as if the answer were whole" },
        { nameof(AnswersFromMemory), "It says so when the answer is garbage", "never called" },
        { nameof(DisposesOnce), "It can be disposed again, and without having been used", "ObjectDisposedException" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Check_PlantedFault_FindsItAndSaysWhatItIs(string fault, string check, string saying)
    {
        Type type = typeof(ConformanceSuiteTests).Assembly.GetType($"{typeof(BadlyNamed).Namespace}.{fault}", throwOnError: true)!;
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.WriteAsync("""["one","two","three"]"""));
        ConformanceSuite suite = NewSuite(type, endpoint.Address);

        ConformanceResult result = await suite.RunAsync(ConformanceSuite.Checks.Single(candidate => candidate.Name == check), Token);

        Assert.False(result.Passed);
        Assert.False(result.Skipped);
        Assert.Contains(saying, result.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Checks_AllOfThem_HaveAPlantedFault() => Assert.Empty(
        ConformanceSuite.Checks.Select(check => check.Name).Except(Faults.Select(row => row.Data.Item2)));

    [Fact]
    public async Task Run_SoundHttpProvider_PassesEveryCheckAndNoneIsLeftOut()
    {
        await using ChatEndpoint endpoint = await ChatEndpoint.StartAsync(exchange => exchange.WriteAsync("""["one","two","three"]"""));

        ConformanceReport report = await NewSuite(typeof(SoundHttpProvider), endpoint.Address, TimeSpan.FromMinutes(1)).RunAsync(Token);

        Assert.True(report.Passed, report.ToString());
        Assert.DoesNotContain(report.Results, result => result.Skipped);
    }

    [Fact]
    public async Task Verify_Fault_ThrowsWithTheReport()
    {
        ConformanceException failure = await Assert.ThrowsAsync<ConformanceException>(
            () => new ConformanceSuite((_, _) => new(new AnswersAtOnce()), ProviderConfiguration.Empty).VerifyAsync(Token));

        Assert.Contains("FAIL Its answer comes in parts", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.Report.Passed);
    }

    [Fact]
    public async Task Verify_AnswersInPartsFalse_LeavesThatCheckOut() =>
        await new ConformanceSuite((_, _) => new(new AnswersAtOnce()), ProviderConfiguration.Empty) { AnswersInParts = false }.VerifyAsync(Token);

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

        ConformanceReport report = await ConformanceSuite.ForEndpoint(context => new OpenAIProvider(context), configuration, "base_url", "/v1").RunAsync(Token);

        Assert.True(report.Passed, report.ToString());
        Assert.DoesNotContain(report.Results, result => result.Skipped);
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

    private static ConformanceSuite NewSuite(Type type, Uri endpoint, TimeSpan? bound = null)
    {
        TimeSpan checkBound = bound ?? TimeSpan.FromSeconds(type == typeof(NeverReturns) || type == typeof(IgnoresTheDeadline) ? 2 : 60);
        if (!type.IsAssignableTo(typeof(SoundHttpProvider)))
        {
            return new((_, _) => new((IAgentProvider)Activator.CreateInstance(type)!), ProviderConfiguration.Empty)
            {
                CancellationBound = TimeSpan.FromSeconds(1),
                CheckBound = checkBound,
            };
        }

        ProviderConfiguration configuration = new([new("api_key", "key-of-the-tests"), new("endpoint", endpoint.ToString())], ["api_key"]);
        return ConformanceSuite.ForEndpoint(context => (IAgentProvider)Activator.CreateInstance(type, context)!, configuration, "endpoint", "/").WithBounds(checkBound);
    }
}
