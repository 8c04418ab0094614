namespace GaoDev.Permissions;

/// <summary>What may be done with files.</summary>
public enum FileAccessMode
{
    /// <summary>Read them.</summary>
    Read,

    /// <summary>Read, change, create and delete them.</summary>
    Write,
}
