using GaoDev.Providers;
using GaoDev.Testing.Faults;

namespace GaoDev.Testing.Checks;

/// <summary>Runs a task against an endpoint with one fault, and judges what the provider throws.</summary>
internal abstract class EndpointFaultCheck(string name, EndpointFault fault) : ConformanceCheck(name)
{
    internal override bool AppliesTo(ConformanceSuite suite) => suite.EndpointOption is not null;

    internal override async Task<string?> FindFaultAsync(ConformanceSuite suite, CancellationToken cancellationToken)
    {
        FaultyEndpoint endpoint = new(fault);
        await using (endpoint.ConfigureAwait(false))
        {
            IAgentProvider provider = await suite.CreateAsync(suite.ConfigurationAt(endpoint.Address), cancellationToken).ConfigureAwait(false);
            await using (provider.ConfigureAwait(false))
            {
                return await RunAsync(suite, provider, endpoint, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Null where the exception says what happened as the contract does, otherwise what is wrong with it.</summary>
    protected abstract string? Judge(ProviderException failure, ConformanceSuite suite);

    protected virtual AgentTask NewTask(ConformanceSuite suite) => suite.NewTask();

    private async Task<string?> RunAsync(ConformanceSuite suite, IAgentProvider provider, FaultyEndpoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            await provider.InitializeAsync(cancellationToken).ConfigureAwait(false);
            await foreach (AgentUpdate _ in provider.ExecuteTaskAsync(NewTask(suite), cancellationToken).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
            }

            return endpoint.Requests == 0 ? $"It never called the address in '{suite.EndpointOption}'." : "It ended as if the answer were whole.";
        }
        catch (ProviderException failure)
        {
            return endpoint.Requests > 1 ? $"It asked {endpoint.Requests} times. Whoever runs the task decides on retries." : Judge(failure, suite);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return $"It threw {failure.GetType().Name}, and only a ProviderException says what happened: {failure.Message}";
        }
    }
}
