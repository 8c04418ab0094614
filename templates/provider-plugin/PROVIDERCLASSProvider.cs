using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace Contoso.Provider;

/// <summary>Posts a prompt as text and streams the answer, line by line.</summary>
[ProviderPlugin("PROVIDER-NAME", Description = "Posts a prompt and streams the answer")]
[ProviderOption("endpoint", Type = ProviderOptionType.Uri, Environment = "PROVIDER_VARIABLE_ENDPOINT", Required = true, Description = "Address that a prompt is posted to")]
[ProviderOption("api_key", Environment = "PROVIDER_VARIABLE_API_KEY", Required = true, Secret = true, Description = "Key for the endpoint")]
[NetworkAccess("{endpoint}", Reason = "asks the model")]
public sealed partial class PROVIDERCLASSProvider(ProviderContext context) : IAgentProvider
{
    /// <inheritdoc/>
    public bool SupportsTool(string toolName) => false;

    /// <inheritdoc/>
    public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken)
    {
        try
        {
            context.Configuration.GetRequiredString("api_key");
            context.Configuration.GetRequiredString("endpoint");
            context.Configuration.GetUri("endpoint");
            return ValueTask.FromResult(ProviderValidationResult.Valid);
        }
        catch (ProviderConfigurationException problem)
        {
            return ValueTask.FromResult(ProviderValidationResult.Invalid(problem.Message));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, context.Configuration.GetUri("endpoint")) { Content = new StringContent(task.Prompt) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", context.Configuration.GetRequiredString("api_key"));
        using HttpResponseMessage response = await context.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            throw new ProviderAuthenticationException("The endpoint did not accept the key.", Name);
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new ProviderExecutionException($"The endpoint answered {(int)response.StatusCode} {response.ReasonPhrase}.", Name);
        }

        using StreamReader reader = new(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return line + "\n";
        }
    }
}
