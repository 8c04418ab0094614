using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace GaoDev.Plugins.Confinement;

/// <summary>Which file or folder it is, whatever path leads there: its device and its number on it. The same inside and outside of a sandbox.</summary>
internal static partial class FileIdentity
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int DoNotFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH
    private const int PathOnly = 0x200000; // O_PATH
    private const int NoLink = 0x20000; // O_NOFOLLOW
    private const int NoLinkArm64 = 0x8000;
    private const int CloseOnExec = 0x80000; // O_CLOEXEC
    private const uint Number = 0x100; // STATX_INO
    private const int StatxLength = 256;

    /// <summary>What is at an absolute path; null where nothing is. A link is itself, and not what it leads to.</summary>
    public static string? Of(string path) => Read(CurrentFolder, path, DoNotFollow);

    /// <summary>What an absolute path leads to without a single link on the way; null where there is one, or nothing.</summary>
    public static string? WithoutLinks(string path)
    {
        int flags = PathOnly | CloseOnExec | (RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? NoLinkArm64 : NoLink);
        int folder = OpenAt(CurrentFolder, "/", flags);
        try
        {
            foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                // A link opened in this way is itself, and nothing can be opened below it.
                int next = folder < 0 ? -1 : OpenAt(folder, part, flags);
                _ = Close(folder);
                folder = next;
            }

            return folder < 0 ? null : Read(folder, "", EmptyPath);
        }
        finally
        {
            _ = Close(folder);
        }
    }

    private static unsafe string? Read(int folder, string path, int flags)
    {
        byte* result = stackalloc byte[StatxLength];
        if (Statx(folder, path, flags, Number, result) != 0)
        {
            return null;
        }

        // struct statx is the same on every architecture: number at 32, device at 136.
        ReadOnlySpan<byte> facts = new(result, StatxLength);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{BinaryPrimitives.ReadUInt32LittleEndian(facts[136..])}:{BinaryPrimitives.ReadUInt32LittleEndian(facts[140..])}:{BinaryPrimitives.ReadUInt64LittleEndian(facts[32..])}");
    }

    [LibraryImport("libc", EntryPoint = "openat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenAt(int folder, string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(int folder, string path, int flags, uint mask, byte* result);
}
