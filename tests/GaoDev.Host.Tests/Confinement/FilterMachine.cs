using System.Buffers.Binary;

namespace GaoDev.Host.Tests.Confinement;

/// <summary>Runs a seccomp filter as the kernel does, so that the filter of another processor can be held to its rules.</summary>
internal static class FilterMachine
{
    public static uint Run(byte[] program, uint architecture, int call, params ulong[] arguments)
    {
        byte[] data = new byte[64];
        BinaryPrimitives.WriteInt32LittleEndian(data, call);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(4), architecture);
        for (int index = 0; index < arguments.Length; index++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(16 + (8 * index)), arguments[index]);
        }

        uint accumulator = 0;
        for (int at = 0; ; at++)
        {
            ReadOnlySpan<byte> instruction = program.AsSpan(at * 8, 8);
            uint value = BinaryPrimitives.ReadUInt32LittleEndian(instruction[4..]);
            switch (BinaryPrimitives.ReadUInt16LittleEndian(instruction))
            {
                case 0x20:
                    accumulator = BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan((int)value));
                    break;
                case 0x54:
                    accumulator &= value;
                    break;
                case 0x15:
                    at += accumulator == value ? instruction[2] : instruction[3];
                    break;
                case 0x25:
                    at += accumulator > value ? instruction[2] : instruction[3];
                    break;
                case 0x45:
                    at += (accumulator & value) != 0 ? instruction[2] : instruction[3];
                    break;
                case 0x06:
                    return value;
                default:
                    throw new InvalidOperationException("No instruction of a seccomp filter.");
            }
        }
    }
}
