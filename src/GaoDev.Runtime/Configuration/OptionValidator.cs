using System.Globalization;
using GaoDev.Plugins;
using GaoDev.Providers;

namespace GaoDev.Runtime.Configuration;

/// <summary>Checks values against the options that a provider declares. Messages never hold a value of a secret option.</summary>
internal static class OptionValidator
{
    /// <exception cref="ProviderConfigurationException">The value is not of the option's type, or not among those allowed.</exception>
    public static void Check(string provider, ProviderOptionMetadata option, OptionValue value)
    {
        string? expected = option.Type switch
        {
            ProviderOptionType.Integer => long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? null : "a whole number",
            ProviderOptionType.Number => double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? null : "a number",
            ProviderOptionType.Boolean => bool.TryParse(value.Text, out _) ? null : "true or false",
            ProviderOptionType.Uri => Uri.TryCreate(value.Text, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) ? null : "an absolute http or https address",
            _ => null,
        };
        if (expected is null && option.AllowedValues.Count > 0 && !option.AllowedValues.Contains(value.Text, StringComparer.Ordinal))
        {
            expected = $"one of {string.Join(", ", option.AllowedValues)}";
        }

        if (expected is not null)
        {
            string shown = option.IsSecret ? "its value" : $"'{value.Text}'";
            throw new ProviderConfigurationException($"'{provider}': {option.Name} must be {expected}, and {shown} (from {value.Origin}) is not.", provider) { OptionName = option.Name };
        }
    }

    public static ProviderConfigurationException Missing(string provider, ProviderOptionMetadata option)
    {
        string set = option.Environment is null ? "Set" : $"Set {option.Environment}, or";
        return new($"'{provider}' needs {option.Name}, which is not set. {set} providers.{provider}.{option.Name} in ~/.gao-dev/config.yaml.", provider) { OptionName = option.Name };
    }

    public static ProviderConfigurationException Unknown(ProviderMetadata metadata, string name, string origin)
    {
        string known = metadata.Options.Count == 0 ? "It takes none." : $"It takes: {string.Join(", ", metadata.Options.Select(option => option.Name))}.";
        return new($"'{metadata.Name}' has no option '{name}' (from {origin}). {known}", metadata.Name) { OptionName = name };
    }
}
