namespace GaoDev.Providers;

/// <summary>What kind of value an option takes.</summary>
public enum ProviderOptionType
{
    /// <summary>Any text.</summary>
    String,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>An absolute http or https address.</summary>
    Uri,
}
