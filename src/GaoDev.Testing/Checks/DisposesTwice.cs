using GaoDev.Providers;

namespace GaoDev.Testing.Checks;

internal sealed class DisposesTwice() : ConformanceCheck("It can be disposed again, and without having been used")
{
    internal override async Task<string?> FindFaultAsync(ConformanceSuite suite, CancellationToken cancellationToken)
    {
        IAgentProvider unused = await suite.CreateAsync(cancellationToken).ConfigureAwait(false);
        IAgentProvider used = await suite.CreateAsync(cancellationToken).ConfigureAwait(false);
        await used.InitializeAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await unused.DisposeAsync().ConfigureAwait(false);
            await used.DisposeAsync().ConfigureAwait(false);
            await used.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return $"DisposeAsync threw {failure.GetType().Name}: {failure.Message}";
        }
    }
}
