using GaoDev.Providers;

namespace GaoDev.Testing.Checks;

internal sealed class InitializesTwice() : ConformanceCheck("It can be initialised again")
{
    internal override async Task<string?> FindFaultAsync(ConformanceSuite suite, CancellationToken cancellationToken)
    {
        await using IAgentProvider provider = await suite.CreateAsync(cancellationToken).ConfigureAwait(false);
        await provider.InitializeAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await provider.InitializeAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return $"InitializeAsync threw {failure.GetType().Name} when it was called again: {failure.Message}";
        }
    }
}
