using System.Text;
using System.Text.Json;
using GaoDev.EndToEnd.Tests.Emulator;
using GaoDev.Providers;
using GaoDev.Providers.AzureOpenAI;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.EndToEnd.Tests.AzureOpenAI;

/// <summary>Entra ID in place of a key. Its addresses are fixed and https, so requests are led to where the test answers them.</summary>
public sealed class EntraTests(AimockServer emulator)
{
    private const string Secret = "secret-of-the-application";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ExecuteTask_Entra_AsksWithATokenAndNoKey()
    {
        string testId = Guid.NewGuid().ToString("N");
        Detour detour = new(emulator.Address, """{"token_type":"Bearer","expires_in":3600,"access_token":"key-of-the-tests"}""", 200);
        using HttpClient httpClient = new(detour);
        httpClient.DefaultRequestHeaders.Add("X-Test-Id", testId);
        await using AzureOpenAIProvider provider = NewProvider(httpClient);

        AgentUpdate[] updates = await provider.ExecuteTaskAsync(new AgentTask("Count to eight", new AgentContext("/")), Token).ToArrayAsync(Token);

        Assert.StartsWith("One, two", string.Concat(updates.OfType<TextUpdate>().Select(text => text.Text)), StringComparison.Ordinal);
        JsonElement request = Assert.Single(await emulator.ReadJournalAsync(testId, Token));
        Assert.True(request.GetProperty("headers").TryGetProperty("authorization", out _));
        Assert.False(request.GetProperty("headers").TryGetProperty("api-key", out _));
        (string? authorization, string form) = Assert.Single(detour.TokenRequests);
        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"0c9d5b1e-2b1f-4a67-8d0e-9b5f0d7f3c22:{Secret}"))}", authorization);
        Assert.Contains("grant_type=client_credentials", form, StringComparison.Ordinal);
        Assert.DoesNotContain("client_secret", form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteTask_EntraRefuses_ThrowsAuthenticationWithoutTheSecret()
    {
        using HttpClient httpClient = new(new Detour(emulator.Address, """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}""", 401));
        await using AzureOpenAIProvider provider = NewProvider(httpClient);

        ProviderAuthenticationException refusal = await Assert.ThrowsAsync<ProviderAuthenticationException>(
            async () => await provider.ExecuteTaskAsync(new AgentTask("x", new AgentContext("/")), Token).ToArrayAsync(Token));

        Assert.StartsWith("Entra ID gave no token.", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ValidateConfiguration_SecretWithoutTenant_SaysSo()
    {
        using HttpClient httpClient = new();
        await using AzureOpenAIProvider provider = NewProvider(httpClient, new KeyValuePair<string, string>("tenant_id", ""));

        Assert.Contains("tenant_id", Assert.Single((await provider.ValidateConfigurationAsync(Token)).Problems), StringComparison.Ordinal);
    }

    private static AzureOpenAIProvider NewProvider(HttpClient httpClient, params KeyValuePair<string, string>[] changes) => new(new ProviderContext(
        new ProviderConfiguration(
            [
                new("authentication", "entra"), new("tenant_id", "7b1fb5f6-7c7b-4f2b-9f7b-3f1d5a2f8b11"), new("client_id", "0c9d5b1e-2b1f-4a67-8d0e-9b5f0d7f3c22"), new("client_secret", Secret),
                new("endpoint", "https://contoso.openai.azure.com/"), new("deployment", "the-deployment"), .. changes,
            ],
            ["client_secret"]),
        httpClient, NullLogger.Instance, TimeProvider.System, Path.GetTempPath()));

    /// <summary>Answers for login.microsoftonline.com, and takes everything else to the emulator.</summary>
    private sealed class Detour(Uri emulator, string token, int status) : DelegatingHandler(new SocketsHttpHandler())
    {
        public List<(string? Authorization, string Form)> TokenRequests { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Host == "login.microsoftonline.com")
            {
                bool isToken = request.RequestUri.AbsolutePath.EndsWith("/token", StringComparison.Ordinal);
                if (isToken)
                {
                    TokenRequests.Add((request.Headers.Authorization?.ToString(), await request.Content!.ReadAsStringAsync(cancellationToken)));
                }

                string body = isToken ? token : """{"tenant_discovery_endpoint":"https://login.microsoftonline.com/t/v2.0/.well-known/openid-configuration","metadata":[],"issuer":"x","authorization_endpoint":"https://login.microsoftonline.com/t/oauth2/v2.0/authorize","token_endpoint":"https://login.microsoftonline.com/t/oauth2/v2.0/token"}""";
                return new HttpResponseMessage((System.Net.HttpStatusCode)(isToken ? status : 200)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            }

            Assert.Equal("contoso.openai.azure.com", request.RequestUri.Host);
            request.RequestUri = new Uri(emulator, request.RequestUri.PathAndQuery);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
