using System.Diagnostics;

namespace Fixtures.Misbehaving;

internal static class Spans
{
    private static readonly ActivitySource Source = new("Fixtures.Misbehaving");

    /// <summary>Traces a call, with what tells of it, with what must not be told, and with a failure inside of it.</summary>
    public static void Trace(string prompt, string? key)
    {
        using Activity? call = Source.StartActivity("call\u001b[31m", ActivityKind.Client);
        call?.SetTag("http.request.method", "POST");
        call?.SetTag("http.response.status_code", 200);
        call?.SetTag("server.address", key);
        call?.SetTag("gen_ai.input.messages", prompt);
        call?.SetTag("said", prompt);
        call?.SetStartTime(DateTime.UtcNow.AddDays(-1));
        using Activity? inner = Source.StartActivity("inner");
        inner?.SetStatus(ActivityStatusCode.Error, prompt);
        for (int i = 0; i < 500; i++)
        {
            Source.StartActivity("many")?.Dispose();
        }
    }
}
