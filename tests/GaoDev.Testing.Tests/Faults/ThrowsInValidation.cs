using GaoDev.Providers;

namespace GaoDev.Testing.Tests.Faults;

internal sealed class ThrowsInValidation : SoundProvider
{
    public override ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) =>
        throw new ProviderConfigurationException("The option 'api_key' is not set.");
}
