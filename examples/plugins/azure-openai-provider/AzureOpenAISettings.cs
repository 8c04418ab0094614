using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using OpenAI.Chat;

namespace GaoDev.Providers.AzureOpenAI;

/// <summary>The provider's options, read and checked.</summary>
internal sealed record AzureOpenAISettings
{
    public required string ApiKey { get; init; }

    public required Uri Endpoint { get; init; }

    public required string Deployment { get; init; }

    public required string ApiVersion { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required int? MaxTokens { get; init; }

    public required float? Temperature { get; init; }

    /// <exception cref="ProviderConfigurationException">An option is missing or wrong.</exception>
    public static AzureOpenAISettings Read(ProviderConfiguration configuration) => new()
    {
        ApiKey = configuration.GetRequiredString("api_key"),
        Endpoint = ReadEndpoint(configuration),
        Deployment = configuration.GetRequiredString("deployment"),
        ApiVersion = configuration.GetString("api_version") is { Length: > 0 } version ? version : "2024-10-21",
        Timeout = ReadTimeout(configuration),
        MaxTokens = ReadMaxTokens(configuration),
        Temperature = ReadTemperature(configuration),
    };

    /// <summary>Everything that <see cref="Read"/> would refuse, and not only the first of it.</summary>
    public static IReadOnlyList<string> FindProblems(ProviderConfiguration configuration)
    {
        Action<ProviderConfiguration>[] checks =
        [
            static options => options.GetRequiredString("api_key"),
            static options => ReadEndpoint(options),
            static options => options.GetRequiredString("deployment"),
            static options => ReadTimeout(options),
            static options => ReadMaxTokens(options),
            static options => ReadTemperature(options),
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

    public ChatClient CreateClient(HttpClient httpClient)
    {
        AzureOpenAIClientOptions options = new()
        {
            Transport = new HttpClientPipelineTransport(httpClient),
            // Whoever runs the task decides on retries, and this provider on its deadline.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        options.AddPolicy(new ApiVersionPolicy(ApiVersion), PipelinePosition.PerCall);
        return new AzureOpenAIClient(Endpoint, new ApiKeyCredential(ApiKey), options).GetChatClient(Deployment);
    }

    public ChatCompletionOptions CreateRequestOptions() => new()
    {
        MaxOutputTokenCount = MaxTokens,
        Temperature = Temperature,
    };

    private static Uri ReadEndpoint(ProviderConfiguration configuration)
    {
        configuration.GetRequiredString("endpoint");
        Uri endpoint = configuration.GetUri("endpoint")!;
        return endpoint.Scheme == Uri.UriSchemeHttps || endpoint.IsLoopback
            ? endpoint
            : throw Refuse("endpoint", "must begin with https://, so that the key is not sent in the clear");
    }

    private static TimeSpan ReadTimeout(ProviderConfiguration configuration) => configuration.GetSeconds("timeout") ?? TimeSpan.FromMinutes(10);

    private static int? ReadMaxTokens(ProviderConfiguration configuration) => configuration.GetInt32("max_tokens") switch
    {
        < 1 => throw Refuse("max_tokens", "must be at least 1"),
        int count => count,
        null => null,
    };

    private static float? ReadTemperature(ProviderConfiguration configuration) => configuration.GetDouble("temperature") switch
    {
        < 0 or > 2 => throw Refuse("temperature", "must be from 0 to 2"),
        double temperature => (float)temperature,
        null => null,
    };

    private static ProviderConfigurationException Refuse(string option, string reason) =>
        new($"The option '{option}' {reason}.") { OptionName = option };
}
