using System.Text;

namespace GaoDev.Providers.Anthropic;

/// <summary>Turns a refusal into the contract's exception where its headers can still be read, for retry-after is among them.</summary>
internal sealed class RefusalHandler(string providerName, string apiKey) : DelegatingHandler
{
    private const int MaximumBody = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            string body = await ReadAsync(response, cancellationToken).ConfigureAwait(false);
            throw AnthropicErrors.Translate((int)response.StatusCode, body, response.Headers.RetryAfter?.Delta, providerName, apiKey);
        }
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[MaximumBody];
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            int length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }
}
