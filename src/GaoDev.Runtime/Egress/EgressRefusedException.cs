namespace GaoDev.Runtime.Egress;

/// <summary>The grant does not allow a request.</summary>
internal sealed class EgressRefusedException(string message) : Exception(message);
