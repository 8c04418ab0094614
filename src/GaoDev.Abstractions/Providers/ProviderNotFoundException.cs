namespace GaoDev.Providers;

/// <summary>
/// No provider of that name is registered. Its kind is <see cref="ProviderErrorKind.Configuration"/>: asking again
/// does not help.
/// </summary>
public sealed class ProviderNotFoundException : ProviderException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="providerName">The name that was asked for.</param>
    /// <param name="availableProviders">The names that are registered.</param>
    public ProviderNotFoundException(string providerName, IReadOnlyList<string> availableProviders)
        : base(ProviderErrorKind.Configuration, Describe(providerName, availableProviders), providerName) => AvailableProviders = availableProviders;

    /// <summary>The names that are registered, sorted.</summary>
    public IReadOnlyList<string> AvailableProviders { get; }

    private static string Describe(string providerName, IReadOnlyList<string> availableProviders)
    {
        ArgumentNullException.ThrowIfNull(availableProviders);
        string available = availableProviders.Count == 0 ? "none is registered" : string.Join(", ", availableProviders);
        return $"There is no provider '{providerName}'. Available: {available}.";
    }
}
