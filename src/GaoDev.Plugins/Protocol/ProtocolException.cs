namespace GaoDev.Plugins.Protocol;

/// <summary>The other end sent what the protocol does not allow. The channel cannot be used any further.</summary>
internal sealed class ProtocolException(string message, Exception? innerException = null) : Exception(message, innerException);
