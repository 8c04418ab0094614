namespace GaoDev.Runtime.Egress;

/// <summary>One request of a plugin, as the audit log has it. No query, no header, no body. Immutable.</summary>
/// <param name="At">When it was asked for.</param>
/// <param name="Plugin">Which provider asked.</param>
/// <param name="Method">The method, or empty where there was no request to read.</param>
/// <param name="Target">The address without its query; for what was refused, what could be read of it, escaped.</param>
/// <param name="Outcome">The server's status, or why there is none.</param>
/// <param name="IsRefused">Whether the grant forbade it.</param>
/// <param name="SentBytes">Of the request's body.</param>
/// <param name="ReceivedBytes">Of the answer's body.</param>
/// <param name="Milliseconds">From asking to the end.</param>
internal sealed record EgressRecord(
    DateTimeOffset At, string Plugin, string Method, string Target, string Outcome, bool IsRefused, long SentBytes, long ReceivedBytes, long Milliseconds);
