namespace GaoDev.Permissions;

/// <summary>Asks to start a command-line tool.</summary>
/// <param name="command">The tool's name, as it is looked up in PATH; no path and no arguments.</param>
public sealed class SubprocessAccessAttribute(string command) : PermissionAttribute
{
    /// <summary>The tool's name.</summary>
    public string Command { get; } = command;
}
