using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace GaoDev.Providers.AzureOpenAI;

/// <summary>
/// Sends the application's secret to Entra ID in a header and not in the body (RFC 6749, section 2.3.1). A confined plugin
/// holds only what stands for a secret, and the secret takes its place in headers alone.
/// </summary>
internal sealed class ClientSecretHeader : HttpPipelinePolicy
{
    private const string Id = "client_id=";
    private const string Secret = "client_secret=";

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Move(message.Request);
        ProcessNext(message, pipeline);
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Move(message.Request);
        return ProcessNextAsync(message, pipeline);
    }

    private static void Move(Request request)
    {
        if (request.Content is null)
        {
            return;
        }

        using MemoryStream body = new();
        request.Content.WriteTo(body, CancellationToken.None);
        string[] fields = Encoding.UTF8.GetString(body.ToArray()).Split('&');
        if (Array.Find(fields, IsId) is not { } id || Array.Find(fields, IsSecret) is not { } secret)
        {
            return;
        }

        // Both stay encoded as a form is, which is what the header wants them to be.
        byte[] credentials = Encoding.UTF8.GetBytes($"{id[Id.Length..]}:{secret[Secret.Length..]}");
        byte[] rest = Encoding.UTF8.GetBytes(string.Join('&', fields.Where(field => !IsId(field) && !IsSecret(field))));
        request.Headers.SetValue("Authorization", $"Basic {Convert.ToBase64String(credentials)}");
        request.Headers.Remove("Content-Length");
        request.Content = RequestContent.Create(rest);
    }

    private static bool IsId(string field) => field.StartsWith(Id, StringComparison.Ordinal);

    private static bool IsSecret(string field) => field.StartsWith(Secret, StringComparison.Ordinal);
}
