using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using OpenAI.Chat;

namespace GaoDev.Providers.AzureOpenAI;

/// <summary>The provider's options, read and checked.</summary>
internal sealed record AzureOpenAISettings
{
    /// <summary>The key, or null where Entra ID says who asks.</summary>
    public required string? ApiKey { get; init; }

    public required string? TenantId { get; init; }

    public required string? ClientId { get; init; }

    public required string? ClientSecret { get; init; }

    /// <summary>Who gives tokens; Azure's own clouds each have an address.</summary>
    public required Uri AuthorityHost { get; init; }

    public required Uri Endpoint { get; init; }

    public required string Deployment { get; init; }

    public required string ApiVersion { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required int? MaxTokens { get; init; }

    public required float? Temperature { get; init; }

    /// <exception cref="ProviderConfigurationException">An option is missing or wrong.</exception>
    public static AzureOpenAISettings Read(ProviderConfiguration configuration) => new()
    {
        ApiKey = ReadKey(configuration),
        TenantId = configuration.GetString("tenant_id"),
        ClientId = configuration.GetString("client_id"),
        ClientSecret = ReadClientSecret(configuration),
        AuthorityHost = ReadAuthorityHost(configuration),
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
            static options => ReadKey(options),
            static options => ReadClientSecret(options),
            static options => ReadAuthorityHost(options),
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
        AzureOpenAIClient client = ApiKey is not null
            ? new AzureOpenAIClient(Endpoint, new ApiKeyCredential(ApiKey), options)
            : new AzureOpenAIClient(Endpoint, CreateCredential(httpClient), options);
        return client.GetChatClient(Deployment);
    }

    // Tokens are fetched on the provider's own way to the network too: a confined plugin has no other.
    private TokenCredential CreateCredential(HttpClient httpClient)
    {
        HttpClientTransport transport = new(httpClient);
        if (ClientSecret is null)
        {
            return new DefaultAzureCredential(new DefaultAzureCredentialOptions { Transport = transport, AuthorityHost = AuthorityHost, TenantId = TenantId, ManagedIdentityClientId = ClientId });
        }

        ClientSecretCredentialOptions options = new()
        {
            Transport = transport,
            AuthorityHost = AuthorityHost,
            // Whether the authority exists would be asked of Azure's public one, which a confined plugin does not reach.
            DisableInstanceDiscovery = AuthorityHost != AzureAuthorityHosts.AzurePublicCloud,
            Retry = { MaxRetries = 0 },
        };
        options.AddPolicy(new ClientSecretHeader(), HttpPipelinePosition.PerCall);
        return new ClientSecretCredential(TenantId, ClientId, ClientSecret, options);
    }

    private static Uri ReadAuthorityHost(ProviderConfiguration configuration) => configuration.GetUri("authority_host") switch
    {
        null => AzureAuthorityHosts.AzurePublicCloud,
        { Scheme: "https" } host => host,
        _ => throw Refuse("authority_host", "must begin with https://"),
    };

    private static string? ReadKey(ProviderConfiguration configuration) =>
        configuration.GetString("authentication") is "entra" ? null : configuration.GetRequiredString("api_key");

    private static string? ReadClientSecret(ProviderConfiguration configuration)
    {
        string? secret = configuration.GetString("authentication") is "entra" && configuration.GetString("client_secret") is { Length: > 0 } given ? given : null;
        if (secret is not null)
        {
            configuration.GetRequiredString("tenant_id");
            configuration.GetRequiredString("client_id");
        }

        return secret;
    }

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
