namespace GaoDev.Permissions;

/// <summary>Asks to read or write files below a folder.</summary>
/// <param name="mode">Read, or read and write.</param>
/// <param name="path"><c>{project}</c> or <c>{working_directory}</c>, optionally followed by a relative path, or an absolute path.</param>
public sealed class FileAccessAttribute(FileAccessMode mode, string path) : PermissionAttribute
{
    /// <summary>Read, or read and write.</summary>
    public FileAccessMode Mode { get; } = mode;

    /// <summary>The folder.</summary>
    public string Path { get; } = path;
}
