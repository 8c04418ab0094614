using System.Diagnostics;
using GaoDev.Providers;
using GaoDev.Testing.Checks;

namespace GaoDev.Testing;

/// <summary>
/// Checks that a provider keeps to the contract. Each check makes a provider of its own, so checks may run in any
/// order, also at the same time. Runs in the process of the tests and needs no particular test framework.
/// </summary>
public sealed class ConformanceSuite
{
    private static readonly HttpClient SharedHttpClient = new();

    private readonly SecretWatch watch;
    private readonly Func<ProviderConfiguration, CancellationToken, ValueTask<IAgentProvider>> create;

    /// <summary>Prepares the checks of a provider that is made in a way of its own, such as a confined one.</summary>
    /// <param name="create">Makes a provider from a configuration; the suite disposes it.</param>
    /// <param name="configuration">The configuration with which it works.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public ConformanceSuite(Func<ProviderConfiguration, CancellationToken, ValueTask<IAgentProvider>> create, ProviderConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(configuration);
        this.create = create;
        Configuration = configuration;
        watch = new SecretWatch(configuration);
    }

    private ConformanceSuite(ConformanceSuite other)
    {
        create = other.create;
        Configuration = other.Configuration;
        watch = other.watch;
    }

    /// <summary>All checks, in the order in which they read best.</summary>
    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        new IdentityIsValid(),
        new ModelsTranslate(),
        new InitializesTwice(),
        new ValidationNeverThrows(),
        new StreamsInIncrements(),
        new FinishComesLast(),
        new CancellationEndsTheStream(),
        new CancelledTaskNeverStarts(),
        new ServesTasksAtTheSameTime(),
        new DisposesTwice(),
        new KeepsNothingOfATask(),
        new TakesAnyText(),
        new UsageMakesSense(),
        new KeepsSecrets(),
        new KeepsSecretsInRefusals(),
        new KeepsTheDeadline(),
        new SaysThatTheConnectionWasLost(),
        new SaysThatTheAnswerWasCutOff(),
        new SaysHowLongToWait(),
        new SaysThatTheBackendDoesNotServe(),
        new SurvivesGarbage(),
    ];

    /// <summary>The configuration with which the provider works.</summary>
    public ProviderConfiguration Configuration { get; }

    /// <summary>
    /// The setting that holds the backend's address. Where it is given, the provider is also run against endpoints that lose
    /// the connection, drip, refuse and answer garbage; those checks are left out where it is null.
    /// </summary>
    public string? EndpointOption { get; init; }

    /// <summary>What stands after the address of such an endpoint, such as <c>/v1</c>.</summary>
    public string EndpointPath { get; init; } = "";

    /// <summary>Whether a short answer comes in parts. False for a backend that hands answers over whole, such as some tools do.</summary>
    public bool AnswersInParts { get; init; } = true;

    /// <summary>Whether a backend's word on how long to wait reaches the provider. False where a tool stands between them that keeps it to itself.</summary>
    public bool HearsHowLongToWait { get; init; } = true;

    /// <summary>What is asked of the provider. The answer should be a few words at least, so that it can come in parts.</summary>
    public string Prompt { get; init; } = "Count from one to twenty, in words.";

    /// <summary>The model to ask, or null for the provider's default.</summary>
    public string? Model { get; init; }

    /// <summary>How soon after its cancellation a task must have ended.</summary>
    public TimeSpan CancellationBound { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one check may take. A provider that still runs then is left behind, and the check has failed.</summary>
    public TimeSpan CheckBound { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Prepares the checks of a provider class.</summary>
    /// <param name="create">Calls the class's constructor.</param>
    /// <param name="configuration">The configuration with which it works; none where it needs none.</param>
    public static ConformanceSuite For(Func<ProviderContext, IAgentProvider> create, ProviderConfiguration? configuration = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        SecretWatch? log = null;
        ConformanceSuite suite = new(
            (settings, _) => new ValueTask<IAgentProvider>(create(new ProviderContext(settings, SharedHttpClient, log!, TimeProvider.System, Path.GetTempPath()))),
            configuration ?? ProviderConfiguration.Empty);
        log = suite.watch;
        return suite;
    }

    /// <summary>The checks of a provider class, with what the suite is told of it.</summary>
    /// <param name="create">Calls the class's constructor.</param>
    /// <param name="configuration">The configuration with which it works; none where it needs none.</param>
    /// <param name="endpointOption">The setting that holds the backend's address: <see cref="EndpointOption"/>.</param>
    /// <param name="endpointPath">What stands after the address: <see cref="EndpointPath"/>.</param>
    public static ConformanceSuite ForEndpoint(Func<ProviderContext, IAgentProvider> create, ProviderConfiguration configuration, string endpointOption, string endpointPath = "")
    {
        ConformanceSuite plain = For(create, configuration);
        return new ConformanceSuite(plain) { EndpointOption = endpointOption, EndpointPath = endpointPath };
    }

    /// <summary>Runs every check and throws where the provider fails one: the one line of a test.</summary>
    /// <exception cref="ConformanceException">The provider failed a check.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        ConformanceReport report = await RunAsync(cancellationToken).ConfigureAwait(false);
        if (!report.Passed)
        {
            throw new ConformanceException(report);
        }
    }

    /// <summary>The same suite with another time for one check: <see cref="CheckBound"/>.</summary>
    public ConformanceSuite WithBounds(TimeSpan checkBound) => new(this)
    {
        EndpointOption = EndpointOption,
        EndpointPath = EndpointPath,
        AnswersInParts = AnswersInParts,
        HearsHowLongToWait = HearsHowLongToWait,
        Prompt = Prompt,
        Model = Model,
        CancellationBound = CancellationBound,
        CheckBound = checkBound,
    };

    /// <summary>Runs every check, one after the other.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ConformanceReport> RunAsync(CancellationToken cancellationToken)
    {
        List<ConformanceResult> results = [];
        foreach (ConformanceCheck check in Checks)
        {
            results.Add(await RunAsync(check, cancellationToken).ConfigureAwait(false));
        }

        return new ConformanceReport(results);
    }

    /// <summary>Runs one check. Whatever the provider throws is a fault in the result and is not thrown.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ConformanceResult> RunAsync(ConformanceCheck check, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (!check.AppliesTo(this))
        {
            return new ConformanceResult(check.Name, null, TimeSpan.Zero) { Skipped = true };
        }

        long start = Stopwatch.GetTimestamp();
        string? fault = await FindFaultAsync(check, cancellationToken).ConfigureAwait(false);
        return new ConformanceResult(check.Name, fault, Stopwatch.GetElapsedTime(start));
    }

    internal ValueTask<IAgentProvider> CreateAsync(ProviderConfiguration configuration, CancellationToken cancellationToken) => create(configuration, cancellationToken);

    internal ValueTask<IAgentProvider> CreateAsync(CancellationToken cancellationToken) => create(Configuration, cancellationToken);

    internal string? LoggedSecret => watch.Logged;

    internal string? FindSecret(string text) => watch.Find(text);

    internal ProviderConfiguration ConfigurationAt(string address) => new(
        Configuration.Names.Select(name => KeyValuePair.Create(name, Configuration.GetString(name)!)).Append(KeyValuePair.Create(EndpointOption!, address + EndpointPath)),
        Configuration.Names.Where(Configuration.IsSecret));

    internal AgentTask NewTask() => new(Prompt, new AgentContext(Path.GetTempPath()) { AllowDestructiveOperations = false }) { Model = Model };

    private async Task<string?> FindFaultAsync(ConformanceCheck check, CancellationToken cancellationToken)
    {
        try
        {
            // Its own thread, so that a provider that blocks blocks only its check.
            return await Task.Run(() => check.FindFaultAsync(this, cancellationToken), cancellationToken)
                .WaitAsync(CheckBound, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return $"It did not come to an end within {CheckBound.TotalSeconds:0.#} s.";
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return $"It threw {failure.GetType().Name}: {failure.Message}";
        }
    }
}
