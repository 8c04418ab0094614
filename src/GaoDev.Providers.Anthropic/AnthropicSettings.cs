namespace GaoDev.Providers.Anthropic;

/// <summary>The provider's options, read and checked.</summary>
internal sealed record AnthropicSettings(string ApiKey, Uri BaseUrl, string DefaultModel, int MaxTokens)
{
    /// <exception cref="ProviderConfigurationException">An option is missing or wrong.</exception>
    public static AnthropicSettings Read(ProviderConfiguration configuration) => new(
        configuration.GetRequiredString("api_key"),
        ReadBaseUrl(configuration),
        configuration.GetRequiredString("default_model"),
        ReadMaxTokens(configuration));

    /// <summary>Everything that a task would be refused for, and not only the first of it.</summary>
    public static IReadOnlyList<string> FindProblems(ProviderConfiguration configuration)
    {
        Action<ProviderConfiguration>[] checks =
        [
            static options => options.GetRequiredString("api_key"),
            static options => ReadBaseUrl(options),
            static options => options.GetRequiredString("default_model"),
            static options => ReadMaxTokens(options),
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

    private static Uri ReadBaseUrl(ProviderConfiguration configuration)
    {
        configuration.GetRequiredString("base_url");
        Uri address = configuration.GetUri("base_url")!;
        return address.Scheme == Uri.UriSchemeHttps || address.IsLoopback
            ? address
            : throw new ProviderConfigurationException("The option 'base_url' must begin with https://, so that the key is not sent in the clear.") { OptionName = "base_url" };
    }

    private static int ReadMaxTokens(ProviderConfiguration configuration) => configuration.GetInt32("max_tokens") switch
    {
        null => 4096,
        < 1 => throw new ProviderConfigurationException("The option 'max_tokens' must be at least 1.") { OptionName = "max_tokens" },
        int count => count,
    };
}
