namespace GaoDev.Providers;

/// <summary>
/// Declares one setting of a provider. Together the options give the configuration schema, the environment variables
/// that are read, the defaults and the documentation; a name that is not declared is refused.
/// </summary>
/// <param name="name">The setting's name in snake_case, such as <c>api_key</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ProviderOptionAttribute(string name) : Attribute
{
    /// <summary>The setting's name in snake_case.</summary>
    public string Name { get; } = name;

    /// <summary>What kind of value it takes.</summary>
    public ProviderOptionType Type { get; set; }

    /// <summary>The environment variable that gives the value where the configuration does not.</summary>
    public string? Environment { get; set; }

    /// <summary>The value where nothing gives one: a string, a number or a boolean, as <see cref="Type"/> says.</summary>
    public object? Default { get; set; }

    /// <summary>Whether the provider does not work without it.</summary>
    public bool Required { get; set; }

    /// <summary>Whether the value is secret: never shown, never logged, and kept from a confined plugin.</summary>
    public bool Secret { get; set; }

    /// <summary>One line for people.</summary>
    public string? Description { get; set; }

    /// <summary>The only values that are accepted. Empty means any.</summary>
    public string[] AllowedValues { get; set; } = [];
}
