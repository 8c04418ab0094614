using GaoDev.Runtime.Egress;

namespace GaoDev.Cli.Rendering.Json;

/// <summary>One request of a confined plugin.</summary>
internal sealed record AuditJson(DateTimeOffset At, string Provider, string Method, string Target, string Outcome, bool Refused, long SentBytes, long ReceivedBytes, long Milliseconds)
{
    public static AuditJson Of(EgressRecord record) => new(
        record.At, record.Plugin, record.Method, record.Target, record.Outcome, record.IsRefused, record.SentBytes, record.ReceivedBytes, record.Milliseconds);
}
