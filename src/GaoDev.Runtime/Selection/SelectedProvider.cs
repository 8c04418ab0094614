using System.Runtime.CompilerServices;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace GaoDev.Runtime.Selection;

/// <summary>
/// A chain of providers as one: tries again what may be tried again, then asks the next one, and never does either once
/// something of an answer was shown. Thread-safe.
/// </summary>
internal sealed class SelectedProvider : IAgentProvider
{
    private readonly ProviderFactory factory;
    private readonly ProviderSelection selection;
    private readonly IReadOnlyList<string> chain;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly ResiliencePipeline<AnswerStart> retries;

    public SelectedProvider(ProviderFactory factory, ProviderSelection selection, IReadOnlyList<string> chain, TimeProvider time, ILogger logger)
    {
        this.factory = factory;
        this.selection = selection;
        this.chain = chain;
        this.time = time;
        this.logger = logger;
        ResiliencePipelineBuilder<AnswerStart> builder = new() { TimeProvider = time };
        if (selection.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<AnswerStart>
            {
                MaxRetryAttempts = selection.Retries,
                ShouldHandle = arguments => new(MayRetry(arguments.Outcome.Exception)),
                Delay = selection.RetryDelay,
                MaxDelay = selection.MaximumRetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                DelayGenerator = static arguments => new((arguments.Outcome.Exception as ProviderException)?.RetryAfter),
                OnRetry = arguments =>
                {
                    SelectionLog.Retrying(logger, (arguments.Outcome.Exception as ProviderException)?.ProviderName ?? "", arguments.RetryDelay, arguments.Outcome.Exception!);
                    return default;
                },
            });
        }

        retries = builder.Build();
    }

    /// <summary>The first choice's name: what answers where nothing goes wrong.</summary>
    public string Name => Order()[0];

    public string Version => factory.GetMetadata(Name).Version;

    public IReadOnlyList<string> SupportedModels => factory.GetMetadata(Name).SupportedModels;

    public bool SupportsTool(string toolName)
    {
        string first = Name;
        ProviderLease lease = factory.RentAsync(first, SettingsOf(first), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        try
        {
            return lease.Provider.SupportsTool(toolName);
        }
        finally
        {
            lease.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    // Which provider answers is not known yet; each translates for itself, and a model that it does not have is one more
    // reason to ask the next one.
    public string TranslateModelName(string canonicalName) => canonicalName;

    public async ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken)
    {
        List<string> problems = [];
        foreach (string name in chain)
        {
            try
            {
                ProviderLease lease = await factory.RentAsync(name, SettingsOf(name), cancellationToken).ConfigureAwait(false);
                await using (lease.ConfigureAwait(false))
                {
                    ProviderValidationResult result = await lease.Provider.ValidateConfigurationAsync(cancellationToken).ConfigureAwait(false);
                    problems.AddRange(result.Problems.Select(problem => $"{name}: {problem}"));
                }
            }
            catch (ProviderException failure)
            {
                problems.Add($"{name}: {failure.Message}");
            }
        }

        return problems.Count == 0 ? ProviderValidationResult.Valid : ProviderValidationResult.Invalid(problems);
    }

    public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        List<UsageUpdate> spent = [];
        AnswerStart start = await StartAsync(task, spent, cancellationToken).ConfigureAwait(false);
        await using (start.ConfigureAwait(false))
        {
            foreach (AgentUpdate update in start.First)
            {
                yield return Total(update, spent);
            }

            while (await start.Rest.MoveNextAsync().ConfigureAwait(false))
            {
                yield return Total(start.Rest.Current, spent);
            }
        }
    }

    private async Task<AnswerStart> StartAsync(AgentTask task, List<UsageUpdate> spent, CancellationToken cancellationToken)
    {
        List<ProviderException> failures = [];
        IReadOnlyList<string> order = Order();
        foreach (string name in order)
        {
            try
            {
                return await retries.ExecuteAsync(async token => await OpenAsync(name, task, spent, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            }
            catch (ProviderException failure)
            {
                factory.Experience.NoteFailure(name);
                failures.Add(failure);
                bool isLast = name == order[^1];
                if (!selection.Fallback || isLast || !MayFallBack(failure))
                {
                    if (failures.Count == 1)
                    {
                        throw;
                    }

                    break;
                }

                SelectionLog.FallingBack(logger, name, failure.Kind, failure);
            }
        }

        throw new ProviderSelectionException($"None of {string.Join(", ", order.Take(failures.Count))} could answer. {string.Join(" ", failures.Select(failure => failure.Message))}", failures);
    }

    private async Task<AnswerStart> OpenAsync(string name, AgentTask task, List<UsageUpdate> spent, CancellationToken cancellationToken)
    {
        long begun = time.GetTimestamp();
        AnswerStart start = await AnswerStart.OpenAsync(factory, name, SettingsOf(name), TaskFor(name, task), spent, cancellationToken).ConfigureAwait(false);
        factory.Experience.NoteAnswer(name, time.GetElapsedTime(begun));
        return start;
    }

    private IReadOnlyList<string> Order() => FirstChoice.Order(chain, selection, factory.Experience);

    // What a failed try has used was used for this task as well.
    private static AgentUpdate Total(AgentUpdate update, List<UsageUpdate> spent) => update is not UsageUpdate usage || spent.Count == 0 ? update : usage with
    {
        InputTokens = usage.InputTokens + spent.Sum(earlier => earlier.InputTokens),
        OutputTokens = usage.OutputTokens + spent.Sum(earlier => earlier.OutputTokens),
        CachedInputTokens = usage.CachedInputTokens + spent.Sum(earlier => earlier.CachedInputTokens ?? 0),
        ReasoningTokens = usage.ReasoningTokens + spent.Sum(earlier => earlier.ReasoningTokens ?? 0),
        CostInUsd = usage.CostInUsd + spent.Sum(earlier => earlier.CostInUsd ?? 0),
    };

    private bool MayRetry(Exception? exception) =>
        exception is ProviderException { IsRetryable: true } failure && !(failure.RetryAfter > selection.MaximumRetryDelay);

    // What could not even be made is not there: that too leaves the others to ask.
    private static bool MayFallBack(ProviderException failure) =>
        failure.IsEligibleForFallback || failure is ProviderCreationException or ProviderInitializationException or ProviderConfigurationException or ProviderNotFoundException;

    private ProviderConfiguration? SettingsOf(string name) => selection.Settings.FirstOrDefault(entry => Same(entry.Key, name)).Value;

    private AgentTask TaskFor(string name, AgentTask task) =>
        selection.Models.FirstOrDefault(entry => Same(entry.Key, name)).Value is { } model ? task with { Model = model } : task;

    private static bool Same(string first, string second) => string.Equals(first, second, StringComparison.OrdinalIgnoreCase);
}
