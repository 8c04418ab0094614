using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using GaoDev.Providers;

namespace GaoDev.Testing.Tests;

/// <summary>Asks an endpoint over HTTP and keeps to the contract in everything. Each class in Faults that derives from it changes one thing.</summary>
internal class SoundHttpProvider(ProviderContext context) : SoundProvider
{
    protected ProviderContext Context { get; } = context;

    protected string Key => Context.Configuration.GetRequiredString("api_key");

    protected virtual bool KeepsDeadline => true;

    public override async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using CancellationTokenSource deadline = new(KeepsDeadline ? task.Timeout ?? Timeout.InfiniteTimeSpan : Timeout.InfiniteTimeSpan);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        IReadOnlyList<AgentUpdate> updates;
        try
        {
            updates = await AskAsync(task, either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ProviderTimeoutException("The time is over.", Name);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw Lost(failure);
        }

        foreach (AgentUpdate update in updates)
        {
            yield return update;
        }
    }

    protected virtual Exception Lost(Exception failure) => new ProviderException(ProviderErrorKind.Network, "The connection was lost.", Name, failure);

    protected virtual Exception Refuse(HttpResponseMessage response, string body) => response.StatusCode switch
    {
        HttpStatusCode.Unauthorized => new ProviderAuthenticationException(body.Replace(Key, "***", StringComparison.Ordinal), Name),
        HttpStatusCode.TooManyRequests => new RateLimitException("Too many requests.", response.Headers.RetryAfter!.Delta!.Value, Name),
        _ => new ProviderUnavailableException($"It does not serve: {(int)response.StatusCode}.", Name),
    };

    protected virtual IReadOnlyList<AgentUpdate> Read(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return [.. document.RootElement.EnumerateArray().Select(word => (AgentUpdate)word.GetString()!), new UsageUpdate(1, 1), new FinishUpdate(FinishReason.Stop)];
        }
        catch (JsonException failure)
        {
            throw new ProviderExecutionException("The answer makes no sense.", Name, failure);
        }
    }

    protected virtual async Task<string> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken) => await response.Content.ReadAsStringAsync(cancellationToken);

    protected virtual async Task<IReadOnlyList<AgentUpdate>> AskAsync(AgentTask task, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Context.Configuration.GetUri("endpoint")) { Content = new StringContent(JsonSerializer.Serialize(task.Prompt), Encoding.UTF8) };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Key}");
        using HttpResponseMessage response = await Context.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        string body = await ReadBodyAsync(response, cancellationToken);
        return response.IsSuccessStatusCode ? Read(body) : throw Refuse(response, body);
    }
}
