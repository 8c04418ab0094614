using System.Net.Http.Headers;
using GaoDev.Plugins.Egress;

namespace GaoDev.Runtime.Egress;

/// <summary>Which headers cross the broker. What belongs to one connection, or says where a request goes, is the broker's own.</summary>
internal static class EgressHeaders
{
    private const int Most = 100;

    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "Proxy-Authenticate", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade", "Expect", "Content-Length", "Accept-Encoding", "Forwarded", "X-Forwarded-Host",
    };

    /// <summary>Copies a plugin's headers into the broker's request, with the secrets put in.</summary>
    /// <exception cref="EgressRefusedException">There are too many, or one is malformed.</exception>
    public static void Copy(IReadOnlyList<EgressHeader> headers, HttpRequestMessage request, SecretVault vault)
    {
        if (headers.Count > Most)
        {
            throw new EgressRefusedException($"The request has {headers.Count} headers; {Most} are allowed.");
        }

        foreach (EgressHeader header in headers)
        {
            if (Own.Contains(header.Name))
            {
                continue;
            }

            if (header.Value.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
            {
                throw new EgressRefusedException("A header has a line break or a NUL in it.");
            }

            string value = vault.Reveal(header.Value);
            if (!request.Headers.TryAddWithoutValidation(header.Name, value)
                && request.Content?.Headers.TryAddWithoutValidation(header.Name, header.Value) != true)
            {
                throw new EgressRefusedException("A header is malformed.");
            }
        }
    }

    /// <summary>The headers of an answer, with the secrets blotted out.</summary>
    public static List<EgressHeader> Read(HttpResponseMessage response, SecretVault vault)
    {
        List<EgressHeader> headers = [];
        foreach (HttpHeadersNonValidated group in (HttpHeadersNonValidated[])[response.Headers.NonValidated, response.Content.Headers.NonValidated])
        {
            foreach ((string name, HeaderStringValues values) in group)
            {
                if (Own.Contains(name) && !name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                headers.AddRange(values.Select(value => new EgressHeader(vault.HideIn(name), vault.HideIn(value))));
            }
        }

        return headers;
    }
}
