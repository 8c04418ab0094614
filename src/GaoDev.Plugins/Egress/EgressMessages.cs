namespace GaoDev.Plugins.Egress;

/// <summary>A request that a plugin asks the broker to send. The broker takes it apart and sends its own.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The whole address.</param>
/// <param name="Headers">The headers, those of the content included.</param>
/// <param name="HasBody">Whether body frames follow.</param>
internal sealed record EgressRequestMessage(string Method, string Url, IReadOnlyList<EgressHeader> Headers, bool HasBody);

/// <summary>A connection that a plugin asks the broker to open, to say there what nobody reads. Body frames follow both ways.</summary>
/// <param name="Host">A host's name.</param>
/// <param name="Port">The port.</param>
internal sealed record EgressTunnelMessage(string Host, int Port);

/// <summary>What the server answered. Body frames follow, then the end.</summary>
internal sealed record EgressResponseMessage(int Status, string? Reason, IReadOnlyList<EgressHeader> Headers);

/// <summary>Why there is no answer, or no more of it.</summary>
/// <param name="IsRefused">Whether the grant forbids it, and trying again is no use.</param>
/// <param name="Message">What happened, in words.</param>
internal sealed record EgressFailureMessage(bool IsRefused, string Message);

/// <summary>A header, once for each value.</summary>
internal sealed record EgressHeader(string Name, string Value);
