using System.Buffers.Binary;

namespace GaoDev.Runtime.Confinement;

/// <summary>Who owns a file and what may be done with it.</summary>
internal readonly record struct FileFacts(uint Owner, uint Mode)
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int DoNotFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint Basics = 0x7FF; // STATX_BASIC_STATS
    private const int StatxLength = 256;
    private const int OwnerOffset = 20;
    private const int ModeOffset = 28;
    private const uint TypeBits = 0xF000;

    public bool IsFolder => (Mode & TypeBits) == 0x4000;

    public bool IsRegular => (Mode & TypeBits) == 0x8000;

    public bool IsSocket => (Mode & TypeBits) == 0xC000;

    public bool IsLink => (Mode & TypeBits) == 0xA000;

    /// <summary>Set-user-id, set-group-id, or writable by others than its owner.</summary>
    public bool IsUntrusted => (Mode & 0xC12) != 0;

    public bool IsReadableByAll => (Mode & 0x4) != 0;

    public bool IsPassableByAll => (Mode & 0x1) != 0;

    /// <summary>The facts of a path itself, or of what a link leads to; null where there is nothing.</summary>
    public static unsafe FileFacts? Of(string path, bool follow = false)
    {
        byte* result = stackalloc byte[StatxLength];
        if (LinuxCalls.Statx(CurrentFolder, path, follow ? 0 : DoNotFollow, Basics, result) != 0)
        {
            return null;
        }

        ReadOnlySpan<byte> facts = new(result, StatxLength);
        return new FileFacts(
            BinaryPrimitives.ReadUInt32LittleEndian(facts[OwnerOffset..]), BinaryPrimitives.ReadUInt16LittleEndian(facts[ModeOffset..]));
    }
}
