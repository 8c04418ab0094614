namespace GaoDev.Runtime.Confinement;

/// <summary>The Unix sockets of this machine that something listens on by a path, as the kernel lists them.</summary>
internal static class BoundSockets
{
    private const string List = "/proc/net/unix";
    private const int Fields = 8;

    /// <summary>Those below a folder. Sockets of other network namespaces are not among them.</summary>
    public static IReadOnlyList<string> Below(string folder)
    {
        try
        {
            // Number, references, protocol, flags, type, state, inode, path; what begins with '@' has no file.
            return
            [
                .. from line in File.ReadLines(List)
                   let fields = line.Split(' ', Fields, StringSplitOptions.RemoveEmptyEntries)
                   where fields.Length == Fields && fields[^1].StartsWith(folder + "/", StringComparison.Ordinal)
                   where FileFacts.Of(fields[^1]) is { IsSocket: true }
                   select fields[^1],
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
