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

        List<(ProviderOptionMetadata Option, OptionValue Value)> found = [];
        foreach (ProviderOptionMetadata option in metadata.Options)
        {
            OptionValue? value = Find(metadata.Name, option, settings);
            if (value is { Text.Length: > 0 })
            {
                OptionValidator.Check(metadata.Name, option, value);
                found.Add((option, value));
            }
            else if (option.IsRequired)
            {
                throw OptionValidator.Missing(metadata.Name, option);
            }
        }

        RefuseStrangersAddress(metadata.Name, found);
        return new ProviderConfiguration(
            found.Select(option => KeyValuePair.Create(option.Option.Name, option.Value.Text)),
            metadata.Options.Where(option => option.IsSecret).Select(option => option.Name));
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
                return new(fromFile, file.Path, file.IsProject);
            }

            // A project's file may be a stranger's: it does not choose which of the user's variables are read.
            if (!file.IsProject && file.GetOption(provider, option.Name + EnvironmentSuffix) is { } named && environment(named) is { Length: > 0 } fromNamed)
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

    // Otherwise a cloned repository could have the user's key sent to an address of its choice.
    private static void RefuseStrangersAddress(string provider, List<(ProviderOptionMetadata Option, OptionValue Value)> found)
    {
        var address = found.Find(option => option.Option.Type == ProviderOptionType.Uri && option.Value.IsFromProject);
        var secret = found.Find(option => option.Option.IsSecret && !option.Value.IsFromProject);
        if (address.Option is not null && secret.Option is not null)
        {
            throw new ProviderConfigurationException(
                $"'{provider}': {address.Option.Name} comes from {address.Value.Origin}, and your {secret.Option.Name} would be sent there. "
                + $"If you trust that address, set {address.Option.Name} yourself: on the command line, in the environment, or in ~/.gao-dev/config.yaml.",
                provider) { OptionName = address.Option.Name };
        }
    }

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
