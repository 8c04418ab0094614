using System.Runtime.CompilerServices;

namespace Contoso.Provider;

/// <summary>Posts a prompt and streams the answer, which comes as a line of JSON for each piece.</summary>
[ProviderPlugin("PROVIDER-NAME", Description = "Posts a prompt and streams the answer")]
[ProviderOption("endpoint", Type = ProviderOptionType.Uri, Environment = "PROVIDER_VARIABLE_ENDPOINT", Required = true, Description = "Address that a prompt is posted to")]
[ProviderOption("api_key", Environment = "PROVIDER_VARIABLE_API_KEY", Required = true, Secret = true, Description = "Key for the endpoint")]
[ProviderOption("timeout", Type = ProviderOptionType.Number, Default = 600, Description = "Seconds that a task may take where the task does not say")]
[NetworkAccess("{endpoint}", Reason = "asks the model")]
public sealed partial class PROVIDERCLASSProvider(ProviderContext context) : IAgentProvider
{
    /// <inheritdoc/>
    public bool SupportsTool(string toolName) => false;

    /// <inheritdoc/>
    public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken)
    {
        try
        {
            context.Configuration.GetRequiredString("api_key");
            context.Configuration.GetRequiredString("endpoint");
            context.Configuration.GetUri("endpoint");
            context.Configuration.GetSeconds("timeout");
            return ValueTask.FromResult(ProviderValidationResult.Valid);
        }
        catch (ProviderConfigurationException problem)
        {
            return ValueTask.FromResult(ProviderValidationResult.Invalid(problem.Message));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan timeout = task.Timeout ?? context.Configuration.GetSeconds("timeout") ?? TimeSpan.FromMinutes(10);
        using CancellationTokenSource deadline = new(timeout, context.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);

        Endpoint endpoint = new(context, Name);
        await using IAsyncEnumerator<AgentUpdate> updates = endpoint.AskAsync(task, either.Token).GetAsyncEnumerator(either.Token);
        while (await MoveNextAsync())
        {
            yield return updates.Current;
        }

        // Whatever goes wrong on the way is said in the contract's terms, so that callers know what to do about it.
        async ValueTask<bool> MoveNextAsync()
        {
            try
            {
                return await updates.MoveNextAsync();
            }
            catch (OperationCanceledException failure) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new ProviderTimeoutException($"The endpoint had not answered in full after {timeout.TotalSeconds} s.", Name, failure);
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException)
            {
                throw new ProviderException(ProviderErrorKind.Network, $"The connection to the endpoint failed: {failure.Message}", Name, failure);
            }
        }
    }
}
