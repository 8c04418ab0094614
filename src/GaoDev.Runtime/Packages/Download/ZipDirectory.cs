using System.Buffers.Binary;

namespace GaoDev.Runtime.Packages.Download;

/// <summary>
/// Finds out how large a zip's directory of entries is without reading it, since reading it holds all of it in memory.
/// </summary>
internal static class ZipDirectory
{
    private const uint EndSignature = 0x06054b50;
    private const uint LocatorSignature = 0x07064b50;
    private const uint End64Signature = 0x06064b50;
    private const int EndLength = 22;
    private const int LocatorLength = 20;
    private const int End64Length = 56;

    /// <summary>The bytes from the directory's start to the end of the file, or null where it is no zip.</summary>
    public static long? Measure(Stream zip)
    {
        byte[] tail = new byte[(int)Math.Min(zip.Length, EndLength + LocatorLength + ushort.MaxValue)];
        long tailStart = zip.Length - tail.Length;
        zip.Position = tailStart;
        zip.ReadExactly(tail);
        for (int at = tail.Length - EndLength; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) != EndSignature)
            {
                continue;
            }

            uint start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
            long? offset = start == uint.MaxValue ? ReadZip64Start(zip, tail, at) : start;
            return offset >= 0 && offset <= tailStart + at ? zip.Length - offset : null;
        }

        return null;
    }

    private static long? ReadZip64Start(Stream zip, byte[] tail, int end)
    {
        int locator = end - LocatorLength;
        if (locator < 0 || BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(locator)) != LocatorSignature)
        {
            return null;
        }

        long at = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(locator + 8));
        if (at < 0 || at > zip.Length - End64Length)
        {
            return null;
        }

        byte[] record = new byte[End64Length];
        zip.Position = at;
        zip.ReadExactly(record);
        return BinaryPrimitives.ReadUInt32LittleEndian(record) == End64Signature
            ? BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48))
            : null;
    }
}
