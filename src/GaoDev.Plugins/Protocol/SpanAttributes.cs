using System.Collections.Frozen;

namespace GaoDev.Plugins.Protocol;

/// <summary>
/// The attributes of a plugin's spans that go to the application: of the semantic conventions for HTTP and gen_ai, what
/// tells which call it was and how it ended, all of it text or whole numbers. Nothing that holds a prompt, an answer or an address with a query.
/// </summary>
internal static class SpanAttributes
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "error.type",
        "http.request.method", "http.response.status_code", "http.request.resend_count",
        "network.protocol.name", "network.protocol.version", "server.address", "server.port",
        "gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.response.model", "gen_ai.output.type",
        "gen_ai.request.max_tokens", "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens", "gen_ai.tool.name", "gen_ai.tool.type");

    public static bool Contains(string name) => Names.Contains(name);
}
