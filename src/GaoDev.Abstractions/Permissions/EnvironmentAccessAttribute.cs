namespace GaoDev.Permissions;

/// <summary>Asks to read environment variables.</summary>
/// <param name="pattern">A variable's name; a trailing <c>*</c> stands for any ending.</param>
public sealed class EnvironmentAccessAttribute(string pattern) : PermissionAttribute
{
    /// <summary>The variable's name, or its beginning and <c>*</c>.</summary>
    public string Pattern { get; } = pattern;
}
