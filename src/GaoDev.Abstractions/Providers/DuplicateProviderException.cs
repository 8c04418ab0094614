namespace GaoDev.Providers;

/// <summary>A provider of that name is already registered.</summary>
public sealed class DuplicateProviderException : ProviderRegistrationException
{
    /// <summary>Creates an exception for the name that is taken.</summary>
    public DuplicateProviderException(string providerName)
        : base($"There already is a provider '{providerName}'. Allow the override, or give one of the two another name.", providerName)
    {
    }
}
