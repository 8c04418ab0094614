using System.Runtime.CompilerServices;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Protocol;
using GaoDev.Providers;
using GaoDev.Runtime.Confinement;
using GaoDev.Runtime.Telemetry;
using Microsoft.Extensions.Logging;

namespace GaoDev.Runtime.Execution;

/// <summary>
/// An installed plugin's provider, as the application sees it: a proxy for the one in the plugin's own process. The
/// process starts at the first request, is kept until disposal, and starts anew after it ended. Safe for concurrent use.
/// </summary>
internal sealed class HostedProvider(HostedPlugin plugin, HostOptions options, ILogger logger) : IAgentProvider
{
    // One for each profile that tasks ask for, which is one where all run in one project with the same rights.
    private const int MostHosts = 4;

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly CancellationTokenSource lifetime = new();
    private readonly PluginText text = new(plugin.Configuration);
    private readonly List<(string Key, PluginHostProcess Host)> hosts = [];
    private PluginHostProcess? current;

    /// <inheritdoc/>
    public string Name => plugin.Name;

    /// <inheritdoc/>
    public string Version => plugin.Manifest.Metadata.Version;

    /// <inheritdoc/>
    public IReadOnlyList<string> SupportedModels => plugin.Manifest.Metadata.SupportedModels;

    /// <summary>The running process's id, or null. For tests and diagnostics.</summary>
    internal int? ProcessId => Volatile.Read(ref current) is { IsAlive: true } host ? host.ProcessId : null;

    /// <inheritdoc/>
    /// <remarks>Asks the plugin, which takes a round trip, and before the first request a start.</remarks>
    public bool SupportsTool(string toolName)
    {
        ArgumentNullException.ThrowIfNull(toolName);
        return Ask((host, request) => host.RequestAsync(request, FrameType.SupportsTool, new SupportsToolMessage(request.Id, toolName), ProtocolJson.Default.SupportsToolMessage))
            .IsSupported ?? false;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The names of declared models came with the process's start. Any other is asked for, which takes a round trip,
    /// and before the first request a start.
    /// </remarks>
    public string TranslateModelName(string canonicalName)
    {
        ArgumentNullException.ThrowIfNull(canonicalName);
        if (Volatile.Read(ref current) is { } running && running.Models.TryGetValue(canonicalName, out string? known))
        {
            return known;
        }

        return Ask((host, request) => host.RequestAsync(request, FrameType.TranslateModel, new TranslateModelMessage(request.Id, canonicalName), ProtocolJson.Default.TranslateModelMessage))
            .Model ?? throw new ModelNotFoundException(canonicalName, SupportedModels, Name);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync(CancellationToken cancellationToken) =>
        await RequestAsync(
            FrameType.Completed,
            static (host, request) => host.RequestAsync(request, FrameType.Initialize, new InitializeMessage(request.Id), ProtocolJson.Default.InitializeMessage),
            cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken)
    {
        try
        {
            object? answer = await RequestAsync(
                FrameType.Validated,
                static (host, request) => host.RequestAsync(request, FrameType.Validate, new ValidateMessage(request.Id), ProtocolJson.Default.ValidateMessage),
                cancellationToken).ConfigureAwait(false);
            string[] problems = [.. ((ValidatedMessage)answer!).Problems.Select(problem => text.Clean(problem)).Where(problem => !string.IsNullOrWhiteSpace(problem))];
            return problems.Length == 0 ? ProviderValidationResult.Valid : ProviderValidationResult.Invalid(problems);
        }
        catch (PluginException exception)
        {
            return ProviderValidationResult.Invalid(exception.Remedy is null ? exception.Message : $"{exception.Message} {exception.Remedy}");
        }
        catch (ProviderException exception)
        {
            return ProviderValidationResult.Invalid(exception.Message);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="PluginException">The plugin's process could not be started, ended, or broke the protocol.</exception>
    public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        PluginTrace? trace = PluginTrace.Start(Name, text);
        using TaskDeadline deadline = new(task.Timeout, Name, options.TimeProvider, cancellationToken);
        PluginHostProcess host = await deadline.GuardAsync(GetHostAsync(task.Context, deadline.Token)).ConfigureAwait(false);
        HostRequest request = host.Open(FrameType.Completed);
        request.Trace = trace;
        ValueTask GiveCreditAsync(long bytes) => host.SendAsync(FrameType.Credit, new CreditMessage(request.Id, bytes), ProtocolJson.Default.CreditMessage);
        try
        {
            // The child is told at once, also when nobody is reading.
            using CancellationTokenRegistration registration = deadline.Token.UnsafeRegister(_ => host.Abandon(request), null);
            ExecuteMessage message = new(request.Id, ProtocolLimits.CreditWindow, TaskMessage.From(task), trace?.TraceParent);
            await host.RequestAsync(request, FrameType.Execute, message, ProtocolJson.Default.ExecuteMessage).ConfigureAwait(false);
            using TaskBudget budget = new(options.Limits, options.TimeProvider, host.Exceed);
            while (await deadline.GuardAsync(request.NextAsync(GiveCreditAsync, deadline.Token)).ConfigureAwait(false) is { } update)
            {
                budget.Take(update);
                yield return update;
                budget.Await();
            }
        }
        finally
        {
            host.Abandon(request);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await lifetime.CancelAsync().ConfigureAwait(false);
        await gate.WaitAsync().ConfigureAwait(false);
        try
        {
            foreach ((_, PluginHostProcess host) in hosts)
            {
                await host.DisposeAsync().ConfigureAwait(false);
            }

            hosts.Clear();
            current = null;
        }
        finally
        {
            gate.Release();
        }
    }

    // The contract asks these questions synchronously. They are answered on the pool, within a bounded time.
    private AnswerMessage Ask(Func<PluginHostProcess, HostRequest, ValueTask> send) => Task.Run(async () =>
    {
        PluginHostProcess host = await GetHostAsync(null, CancellationToken.None).ConfigureAwait(false);
        using CancellationTokenSource limit = new(options.QuestionTimeout, options.TimeProvider);
        try
        {
            return (AnswerMessage)(await RequestAsync(host, FrameType.Answer, send, limit.Token).ConfigureAwait(false))!;
        }
        catch (OperationCanceledException exception)
        {
            throw HostEnd.Overran(Name, $"did not answer a question within {options.QuestionTimeout.TotalSeconds:0.#} s").ToException(Name, exception);
        }
    }).GetAwaiter().GetResult();

    private async ValueTask<object?> RequestAsync(FrameType expected, Func<PluginHostProcess, HostRequest, ValueTask> send, CancellationToken cancellationToken)
    {
        PluginHostProcess host = await GetHostAsync(null, cancellationToken).ConfigureAwait(false);
        return await RequestAsync(host, expected, send, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<object?> RequestAsync(
        PluginHostProcess host, FrameType expected, Func<PluginHostProcess, HostRequest, ValueTask> send, CancellationToken cancellationToken)
    {
        HostRequest request = host.Open(expected);
        try
        {
            await send(host, request).ConfigureAwait(false);
            return await request.AnswerAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            host.Abandon(request);
        }
    }

    // A process serves every task whose profile is its own; a question without a task goes to the one that is there.
    private async ValueTask<PluginHostProcess> GetHostAsync(AgentContext? task, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(lifetime.IsCancellationRequested, this);
            if (task is null && current is { IsAlive: true })
            {
                await current.WaitUntilSettledAsync(cancellationToken).ConfigureAwait(false);
                if (current.IsAlive)
                {
                    return current;
                }
            }

            SandboxProfile? profile = plugin.IsConfined ? SandboxProfileBuilder.Build(plugin, task, options.StateDirectory) : null;
            string key = profile?.Key ?? "";
            if (hosts.Find(entry => entry.Key == key).Host is { } known)
            {
                await known.WaitUntilSettledAsync(cancellationToken).ConfigureAwait(false);
                if (known.IsAlive)
                {
                    return current = known;
                }
            }

            await RetireAsync().ConfigureAwait(false);
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.Token);
            PluginHostProcess started = await PluginHostProcess.StartAsync(plugin, profile, options, logger, either.Token).ConfigureAwait(false);
            hosts.Add((key, started));
            return current = started;
        }
        catch (OperationCanceledException) when (lifetime.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(HostedProvider));
        }
        finally
        {
            gate.Release();
        }
    }

    // Those that ended, and the oldest idle ones where there are too many.
    private async ValueTask RetireAsync()
    {
        int surplus = hosts.Count(entry => entry.Host.IsAlive) - MostHosts + 1;
        foreach ((string Key, PluginHostProcess Host) entry in hosts.ToArray())
        {
            bool isSurplus = surplus > 0 && entry.Host.IsAlive && entry.Host.IsIdle;
            if (isSurplus || !entry.Host.IsAlive)
            {
                surplus -= isSurplus ? 1 : 0;
                hosts.Remove(entry);
                await entry.Host.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
