namespace GaoDev.Providers;

/// <summary>A provider's setting is missing or wrong.</summary>
public sealed class ProviderConfigurationException : ProviderException
{
    /// <inheritdoc cref="ProviderException(ProviderErrorKind, string, string?, Exception?)"/>
    public ProviderConfigurationException(string message, string? providerName = null, Exception? innerException = null)
        : base(ProviderErrorKind.Configuration, message, providerName, innerException)
    {
    }

    /// <summary>The option at fault, or null where it is not one option.</summary>
    public string? OptionName { get; init; }

    internal static ProviderConfigurationException Missing(string option) =>
        new($"The option '{option}' is not set.") { OptionName = option };

    internal static ProviderConfigurationException Malformed(string option, string expected) =>
        new($"The option '{option}' must be {expected}.") { OptionName = option };
}
