namespace GaoDev.Runtime.Packages.Store;

/// <summary>Writes files that are whole or not there, whenever the process is killed or the power goes.</summary>
internal static class DurableFile
{
    /// <summary>Writes beside, to the disk, and renames into place. One writer at a time.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        string next = path + ".new";
        using (FileStream file = new(next, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
        DurableFolder.Flush(Path.GetDirectoryName(path)!);
    }
}
