using GaoDev.Providers;

namespace GaoDev.Testing.Checks;

internal sealed class ValidationNeverThrows() : ConformanceCheck("It reports what is wrong with its configuration and does not throw")
{
    internal override async Task<string?> FindFaultAsync(ConformanceSuite suite, CancellationToken cancellationToken)
    {
        if (await FindFaultAsync(await suite.CreateAsync(cancellationToken).ConfigureAwait(false), mustBeValid: true, cancellationToken).ConfigureAwait(false) is { } fault)
        {
            return fault;
        }

        IAgentProvider bare;
        try
        {
            bare = await suite.CreateAsync(ProviderConfiguration.Empty, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderException)
        {
            // A constructor may refuse a configuration; then there is nothing to validate.
            return null;
        }

        return await FindFaultAsync(bare, mustBeValid: false, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string?> FindFaultAsync(IAgentProvider provider, bool mustBeValid, CancellationToken cancellationToken)
    {
        await using IAsyncDisposable owned = provider;
        string given = mustBeValid ? "the configuration with which it works" : "an empty configuration";
        try
        {
            ProviderValidationResult? result = await provider.ValidateConfigurationAsync(cancellationToken).ConfigureAwait(false);
            return result is null ? $"ValidateConfigurationAsync gave null for {given}."
                : mustBeValid && !result.IsValid ? $"It finds fault with {given}: {string.Join(" ", result.Problems)}"
                : null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return $"ValidateConfigurationAsync threw {failure.GetType().Name} for {given}: {failure.Message}";
        }
    }
}
