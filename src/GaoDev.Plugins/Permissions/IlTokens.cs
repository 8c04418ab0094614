using System.Reflection.Metadata;

namespace GaoDev.Plugins.Permissions;

/// <summary>The metadata tokens in a method's body, with their offsets.</summary>
internal static class IlTokens
{
    private const int TokenSize = 4;

    /// <exception cref="BadImageFormatException">An instruction is cut off.</exception>
    public static List<(int Offset, int Token)> Read(BlobReader body)
    {
        List<(int Offset, int Token)> tokens = [];
        while (body.RemainingBytes > 0)
        {
            int offset = body.Offset;
            int code = body.ReadByte();
            if (code == 0xFE)
            {
                code = 0xFE00 | body.ReadByte();
            }

            if (TakesToken(code))
            {
                tokens.Add((offset, body.ReadInt32()));
            }
            else if (code == (int)ILOpCode.Switch)
            {
                uint targets = body.ReadUInt32();
                Skip(ref body, targets > int.MaxValue / TokenSize ? throw new BadImageFormatException("A jump table is too long.") : (int)targets * TokenSize);
            }
            else
            {
                Skip(ref body, OperandSize(code));
            }
        }

        return tokens;
    }

    private static void Skip(ref BlobReader body, int bytes)
    {
        if (bytes > body.RemainingBytes)
        {
            throw new BadImageFormatException("An instruction is cut off.");
        }

        body.Offset += bytes;
    }

    private static bool TakesToken(int code) => code
        is 0x27 or 0x28 or (>= 0x6F and <= 0x75) and not 0x72 or 0x79 or (>= 0x7B and <= 0x81)
        or 0x8C or 0x8D or 0x8F or 0xA3 or 0xA4 or 0xA5 or 0xC2 or 0xC6 or 0xD0
        or 0xFE06 or 0xFE07 or 0xFE15 or 0xFE16 or 0xFE1C;

    private static int OperandSize(int code) => code switch
    {
        (>= 0x0E and <= 0x13) or 0x1F or (>= 0x2B and <= 0x37) or 0xDE or 0xFE12 or 0xFE19 => 1,
        >= 0xFE09 and <= 0xFE0E => 2,
        0x20 or 0x22 or 0x29 or (>= 0x38 and <= 0x44) or 0x72 or 0xDD => 4,
        0x21 or 0x23 => 8,
        _ => 0,
    };
}
