namespace GaoDev.Plugins.Protocol;

/// <summary>The byte after a frame's length. The upper half goes from child to parent. docs/protocol.md describes each.</summary>
internal enum FrameType : byte
{
    Hello = 0x01,
    Create = 0x02,
    Initialize = 0x03,
    Validate = 0x04,
    Execute = 0x05,
    TranslateModel = 0x06,
    SupportsTool = 0x07,
    Cancel = 0x08,
    Credit = 0x09,
    Shutdown = 0x0A,

    Ready = 0x81,
    Created = 0x82,
    Validated = 0x83,
    Answer = 0x84,
    Text = 0x85,
    Reasoning = 0x86,
    ToolCall = 0x87,
    Usage = 0x88,
    Finish = 0x89,
    Completed = 0x8A,
    Failed = 0x8B,
    Log = 0x8C,
    Spans = 0x8D,
}
