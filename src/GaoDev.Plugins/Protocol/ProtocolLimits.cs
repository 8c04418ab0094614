namespace GaoDev.Plugins.Protocol;

/// <summary>The numbers that both ends keep to. Lengths are those of a frame's type and payload, in bytes.</summary>
internal static class ProtocolLimits
{
    /// <summary>The protocol version of this build; the only one so far.</summary>
    public const int Version = 1;

    /// <summary>The longest frame that a child may send.</summary>
    public const int MaximumChildFrame = 1024 * 1024;

    /// <summary>The longest frame that a parent may send; a prompt is in one piece.</summary>
    public const int MaximumParentFrame = 16 * 1024 * 1024;

    /// <summary>What a child may send of one answer before the reader has taken any of it.</summary>
    public const int CreditWindow = 1024 * 1024;

    /// <summary>Credit is given back in steps of at least this, so a slow stream costs no frame per chunk.</summary>
    public const int CreditStep = CreditWindow / 4;

    /// <summary>Characters of text in one frame. Even if every one is escaped the frame stays below its limit.</summary>
    public const int MaximumTextLength = 64 * 1024;

    /// <summary>Characters of an error message or log message; the rest is cut off.</summary>
    public const int MaximumMessageLength = 16 * 1024;

    /// <summary>Entries of an error's details; further ones are dropped.</summary>
    public const int MaximumDetails = 32;

    /// <summary>Characters of a key or value of an error's details; the rest is cut off.</summary>
    public const int MaximumDetailLength = 1024;

    /// <summary>Spans of one task; further ones are dropped. Even if every character is escaped they stay below a frame.</summary>
    public const int MaximumSpans = 64;

    /// <summary>Attributes of a span; further ones are dropped.</summary>
    public const int MaximumAttributes = 20;

    /// <summary>Characters of a span's name, and of an attribute's value; the rest is cut off.</summary>
    public const int MaximumAttributeLength = 96;

    /// <summary>Depth of the JSON in a frame.</summary>
    public const int MaximumDepth = 8;
}
