using System.Diagnostics;
using System.Globalization;

namespace GaoDev.Host.Egress;

/// <summary>What is traced of one request of a plugin, by the semantic conventions for HTTP; nothing where nobody listens.</summary>
internal sealed class RequestSpan : IDisposable
{
    private static readonly ActivitySource Source = new("GaoDev.Host.Egress");

    private readonly Activity? activity;

    public RequestSpan(HttpRequestMessage request)
    {
        activity = Source.StartActivity(request.Method.Method, ActivityKind.Client);
        activity?.SetTag("http.request.method", request.Method.Method);
        if (request.RequestUri is { IsAbsoluteUri: true } uri)
        {
            activity?.SetTag("server.address", uri.Host);
            activity?.SetTag("server.port", uri.Port);
        }
    }

    public void Answered(int status)
    {
        activity?.SetTag("http.response.status_code", status);
        if (status >= 400)
        {
            Fail(status.ToString(CultureInfo.InvariantCulture));
        }
    }

    public void Fail(string errorType)
    {
        activity?.SetTag("error.type", errorType);
        activity?.SetStatus(ActivityStatusCode.Error);
    }

    public void Dispose() => activity?.Dispose();
}
