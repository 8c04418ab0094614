using GaoDev.Providers;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class InitializesOnce : SoundProvider
{
    private bool initialized;

    public override ValueTask InitializeAsync(CancellationToken cancellationToken)
    {
        if (initialized)
        {
            throw new ProviderInitializationException("It is initialised already.");
        }

        initialized = true;
        return ValueTask.CompletedTask;
    }
}
