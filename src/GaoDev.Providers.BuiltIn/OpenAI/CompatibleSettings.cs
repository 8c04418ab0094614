namespace GaoDev.Providers.BuiltIn.OpenAI;

/// <summary>The provider's options, read and checked.</summary>
internal sealed record CompatibleSettings(string ApiKey, Uri BaseUrl, string DefaultModel)
{
    // The client insists on a key, and an endpoint that needs none ignores it.
    private const string NoKey = "none";

    /// <exception cref="ProviderConfigurationException">An option is missing or wrong.</exception>
    public static CompatibleSettings Read(ProviderConfiguration configuration, bool requiresKey) =>
        new(ReadKey(configuration, requiresKey), ReadBaseUrl(configuration), configuration.GetRequiredString("default_model"));

    /// <summary>Everything that a task would be refused for, and not only the first of it.</summary>
    public static IReadOnlyList<string> FindProblems(ProviderConfiguration configuration, bool requiresKey)
    {
        Action<ProviderConfiguration>[] checks =
        [
            options => ReadKey(options, requiresKey),
            static options => ReadBaseUrl(options),
            static options => options.GetRequiredString("default_model"),
            static options => options.GetSeconds("timeout"),
        ];
        List<string> problems = [];
        foreach (Action<ProviderConfiguration> check in checks)
        {
            try
            {
                check(configuration);
            }
            catch (ProviderConfigurationException problem)
            {
                problems.Add(problem.Message);
            }
        }

        return problems;
    }

    private static string ReadKey(ProviderConfiguration configuration, bool isRequired) =>
        isRequired ? configuration.GetRequiredString("api_key")
        : configuration.GetString("api_key") is { Length: > 0 } key ? key
        : NoKey;

    private static Uri ReadBaseUrl(ProviderConfiguration configuration)
    {
        configuration.GetRequiredString("base_url");
        Uri address = configuration.GetUri("base_url")!;
        return address.Scheme == Uri.UriSchemeHttps || address.IsLoopback || string.IsNullOrEmpty(configuration.GetString("api_key"))
            ? address
            : throw new ProviderConfigurationException("The option 'base_url' must begin with https://, so that the key is not sent in the clear.") { OptionName = "base_url" };
    }
}
