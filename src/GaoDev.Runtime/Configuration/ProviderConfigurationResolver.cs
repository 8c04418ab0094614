using GaoDev.Plugins;
using GaoDev.Providers;

namespace GaoDev.Runtime.Configuration;

/// <summary>
/// Merges a provider's settings and checks them against its options: what the caller gives, then the environment
/// variables that the options name, then configuration files, then the defaults. Immutable and thread-safe.
/// </summary>
internal sealed class ProviderConfigurationResolver(Func<string, string?> environment, IReadOnlyList<ConfigurationFile> files)
{
    public static ProviderConfigurationResolver FromEnvironment() => new(Environment.GetEnvironmentVariable, []);

    /// <summary>The settings of one provider, complete and of the right types.</summary>
    /// <exception cref="ProviderConfigurationException">One is missing, unknown or malformed.</exception>
    public ProviderConfiguration Resolve(ProviderMetadata metadata, ProviderConfiguration settings)
    {
        RefuseUnknown(metadata, settings.Names, "the given settings");
        foreach (ConfigurationFile file in files)
        {
            RefuseUnknown(metadata, file.GetOptionNames(metadata.Name).Select(WithoutEnvironmentSuffix(metadata)), file.Path);
        }

        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (ProviderOptionMetadata option in metadata.Options)
        {
            OptionValue? value = Find(metadata.Name, option, settings);
            if (value is { Text.Length: > 0 })
            {
                OptionValidator.Check(metadata.Name, option, value);
                values[option.Name] = value.Text;
            }
            else if (option.IsRequired)
            {
                throw OptionValidator.Missing(metadata.Name, option);
            }
        }

        return new ProviderConfiguration(values, metadata.Options.Where(option => option.IsSecret).Select(option => option.Name));
    }

    /// <summary>The required options that nothing gives a value for.</summary>
    public IReadOnlyList<ProviderOptionMetadata> FindMissing(ProviderMetadata metadata) =>
    [
        .. metadata.Options.Where(option => option.IsRequired
            && Find(metadata.Name, option, ProviderConfiguration.Empty) is not { Text.Length: > 0 }),
    ];

    /// <summary>The value of an option and where it comes from, or null where nothing gives one.</summary>
    public OptionValue? Find(string provider, ProviderOptionMetadata option, ProviderConfiguration settings)
    {
        if (settings.GetString(option.Name) is { } given)
        {
            return new(given, "the given settings");
        }

        if (option.Environment is { } variable && environment(variable) is { Length: > 0 } fromEnvironment)
        {
            return new(fromEnvironment, $"environment variable {variable}");
        }

        foreach (ConfigurationFile file in files)
        {
            if (file.GetOption(provider, option.Name) is { } fromFile)
            {
                return new(fromFile, file.Path);
            }

            if (file.GetOption(provider, option.Name + EnvironmentSuffix) is { } named && environment(named) is { Length: > 0 } fromNamed)
            {
                return new(fromNamed, $"environment variable {named}, named in {file.Path}");
            }
        }

        return option.Default is { } fallback ? new(fallback, "the provider's default") : null;
    }

    // "api_key_env: NAME" in a file names the variable that holds api_key, so that no secret stands in the file.
    private const string EnvironmentSuffix = "_env";

    private static Func<string, string> WithoutEnvironmentSuffix(ProviderMetadata metadata) => name =>
        name.EndsWith(EnvironmentSuffix, StringComparison.Ordinal) && !Declares(metadata, name) ? name[..^EnvironmentSuffix.Length] : name;

    private static bool Declares(ProviderMetadata metadata, string name) =>
        metadata.Options.Any(option => string.Equals(option.Name, name, StringComparison.OrdinalIgnoreCase));

    private static void RefuseUnknown(ProviderMetadata metadata, IEnumerable<string> names, string origin)
    {
        foreach (string name in names)
        {
            if (!Declares(metadata, name))
            {
                throw OptionValidator.Unknown(metadata, name, origin);
            }
        }
    }
}
