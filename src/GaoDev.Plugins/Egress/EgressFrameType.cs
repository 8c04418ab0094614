namespace GaoDev.Plugins.Egress;

/// <summary>The kinds of frame on a connection to the broker. Each connection carries one request or one tunnel.</summary>
internal enum EgressFrameType : byte
{
    Request = 0x01,
    Body = 0x02,
    End = 0x03,
    Tunnel = 0x04,
    Response = 0x81,
    Failure = 0x82,
    Opened = 0x83,
}
