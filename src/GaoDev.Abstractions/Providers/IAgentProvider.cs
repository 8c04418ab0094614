namespace GaoDev.Providers;

/// <summary>
/// An AI agent backend: it takes a task and streams the answer. One instance serves many tasks, also at the
/// same time, so implementations are safe for concurrent use.
/// </summary>
/// <remarks>
/// Every member runs in the process that holds the plugin: <c>GaoDev.Host</c> for an installed plugin, the
/// application itself for a referenced one. In a <c>partial</c> class marked with
/// <see cref="ProviderPluginAttribute"/> the generator writes <see cref="Name"/>, <see cref="Version"/> and
/// <see cref="SupportedModels"/>, which leaves three members to write.
/// </remarks>
public interface IAgentProvider : IAsyncDisposable
{
    /// <summary>The provider's name in kebab-case: the key in configuration, registry and logs, compared ignoring case.</summary>
    string Name { get; }

    /// <summary>The provider's version, as Semantic Versioning 2.0.0 (semver.org) writes it.</summary>
    string Version { get; }

    /// <summary>Canonical model names, best first. Empty means that any model name is taken.</summary>
    IReadOnlyList<string> SupportedModels { get; }

    /// <summary>Whether tasks may name this tool. Asked before a task is sent; must not block.</summary>
    /// <param name="toolName">The tool's name, compared as written.</param>
    bool SupportsTool(string toolName);

    /// <summary>The backend's own name for a canonical model name. By default the name itself, where it is supported.</summary>
    /// <param name="canonicalName">A canonical name, or one that already is the backend's own.</param>
    /// <exception cref="ModelNotFoundException">The provider does not have that model.</exception>
    string TranslateModelName(string canonicalName)
    {
        if (SupportedModels.Count == 0)
        {
            return canonicalName;
        }

        foreach (string model in SupportedModels)
        {
            if (string.Equals(model, canonicalName, StringComparison.OrdinalIgnoreCase))
            {
                return model;
            }
        }

        throw new ModelNotFoundException(canonicalName, SupportedModels, Name);
    }

    /// <summary>Prepares the provider before its first task. Idempotent; by default there is nothing to do.</summary>
    /// <exception cref="ProviderInitializationException">The provider cannot be made ready.</exception>
    ValueTask InitializeAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>
    /// Checks the configuration, where useful by a minimal request. Reports what it finds and never throws, except
    /// <see cref="OperationCanceledException"/> when <paramref name="cancellationToken"/> is cancelled.
    /// </summary>
    ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken);

    /// <summary>Runs one task and streams what comes of it as it comes. Stops soon after cancellation.</summary>
    /// <param name="task">What to do, with which model and tools.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up or the task's time is over.</param>
    /// <returns>Updates in the order they occurred. At most one <see cref="FinishUpdate"/>, and that one last.</returns>
    /// <exception cref="ProviderException">The task failed; <see cref="ProviderException.Kind"/> says how.</exception>
    IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, CancellationToken cancellationToken);

    /// <summary>Releases what the provider holds. Safe after a failed initialisation; by default there is nothing to do.</summary>
    ValueTask IAsyncDisposable.DisposeAsync() => ValueTask.CompletedTask;
}
