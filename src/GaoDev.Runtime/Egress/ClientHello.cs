using System.Buffers.Binary;
using System.Text;

namespace GaoDev.Runtime.Egress;

/// <summary>
/// Reads the server's name out of the first message of a TLS connection, as strictly as a server would: one record, one
/// message, one name, nothing left over, and no second name under encryption.
/// </summary>
internal static class ClientHello
{
    /// <summary>The longest that is read.</summary>
    public const int Longest = RecordHeader + 16 * 1024;

    private const int RecordHeader = 5;
    private const int MessageHeader = 4;
    private const int RandomLength = 32;
    private const int ServerName = 0;
    private const int EncryptedHello = 0xFE0D;

    /// <summary>The name in lower case; null where more bytes are needed.</summary>
    /// <exception cref="EgressRefusedException">It is no such message, or not one that says plainly where it goes.</exception>
    public static string? ReadServerName(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[0] != 0x16 || bytes.Length > 1 && bytes[1] != 3)
        {
            throw Refuse();
        }

        if (bytes.Length < RecordHeader)
        {
            return null;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[3..]);
        if (RecordHeader + length > Longest)
        {
            throw Refuse();
        }

        return bytes.Length < RecordHeader + length ? null : ReadMessage(bytes.Slice(RecordHeader, length));
    }

    private static string ReadMessage(ReadOnlySpan<byte> message)
    {
        if (message.Length < MessageHeader || message[0] != 1 || (message[1] << 16 | message[2] << 8 | message[3]) != message.Length - MessageHeader)
        {
            throw Refuse();
        }

        ReadOnlySpan<byte> rest = message[MessageHeader..];
        Take(ref rest, sizeof(ushort) + RandomLength);
        Take(ref rest, Take(ref rest, 1)[0]);
        Take(ref rest, Length(ref rest));
        Take(ref rest, Take(ref rest, 1)[0]);
        ReadOnlySpan<byte> extensions = Take(ref rest, Length(ref rest));
        if (rest.Length > 0)
        {
            throw Refuse();
        }

        string? name = null;
        while (extensions.Length > 0)
        {
            int kind = Length(ref extensions);
            ReadOnlySpan<byte> extension = Take(ref extensions, Length(ref extensions));
            if (kind == EncryptedHello || (kind == ServerName && name is not null))
            {
                throw Refuse();
            }

            name = kind == ServerName ? ReadNames(extension) : name;
        }

        return name ?? throw Refuse();
    }

    private static string ReadNames(ReadOnlySpan<byte> extension)
    {
        ReadOnlySpan<byte> list = Take(ref extension, Length(ref extension));
        int kind = Take(ref list, 1)[0];
        ReadOnlySpan<byte> name = Take(ref list, Length(ref list));
        return kind == 0 && extension.Length == 0 && list.Length == 0 && Ascii.IsValid(name) ? Encoding.ASCII.GetString(name).ToLowerInvariant() : throw Refuse();
    }

    private static int Length(ref ReadOnlySpan<byte> rest) => BinaryPrimitives.ReadUInt16BigEndian(Take(ref rest, sizeof(ushort)));

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int count)
    {
        if (rest.Length < count)
        {
            throw Refuse();
        }

        ReadOnlySpan<byte> taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    private static EgressRefusedException Refuse() => new("A tunnel begins with a TLS greeting that names its server.");
}
