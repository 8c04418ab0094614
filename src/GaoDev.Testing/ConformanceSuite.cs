using System.Diagnostics;
using GaoDev.Providers;
using GaoDev.Testing.Checks;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Testing;

/// <summary>
/// Checks that a provider keeps to the contract. Each check makes a provider of its own, so checks may run in any
/// order, also at the same time. Runs in the process of the tests and needs no particular test framework.
/// </summary>
public sealed class ConformanceSuite
{
    private static readonly HttpClient SharedHttpClient = new();

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
    ];

    /// <summary>The configuration with which the provider works.</summary>
    public ProviderConfiguration Configuration { get; }

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
        return new ConformanceSuite(
            (settings, _) => new ValueTask<IAgentProvider>(create(new ProviderContext(settings, SharedHttpClient, NullLogger.Instance, TimeProvider.System, Path.GetTempPath()))),
            configuration ?? ProviderConfiguration.Empty);
    }

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
        long start = Stopwatch.GetTimestamp();
        string? fault = await FindFaultAsync(check, cancellationToken).ConfigureAwait(false);
        return new ConformanceResult(check.Name, fault, Stopwatch.GetElapsedTime(start));
    }

    internal ValueTask<IAgentProvider> CreateAsync(ProviderConfiguration configuration, CancellationToken cancellationToken) => create(configuration, cancellationToken);

    internal ValueTask<IAgentProvider> CreateAsync(CancellationToken cancellationToken) => create(Configuration, cancellationToken);

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
