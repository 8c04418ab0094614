using GaoDev.Providers;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class NeverReturns : SoundProvider
{
    private readonly TaskCompletionSource<ProviderValidationResult> never = new();

    public override ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) => new(never.Task);
}
