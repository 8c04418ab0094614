using System.Buffers.Binary;

namespace GaoDev.Plugins.Confinement;

/// <summary>
/// Assembles a seccomp filter: classic BPF over the kernel's <c>seccomp_data</c>. Each rule either ends in a verdict or
/// falls through to the next, so no jump is ever longer than a rule.
/// </summary>
internal sealed class FilterProgram
{
    private const ushort Load = 0x20; // BPF_LD | BPF_W | BPF_ABS
    private const ushort And = 0x54; // BPF_ALU | BPF_AND | BPF_K
    private const ushort IfEqual = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
    private const ushort IfGreater = 0x25; // BPF_JMP | BPF_JGT | BPF_K
    private const ushort IfAnySet = 0x45; // BPF_JMP | BPF_JSET | BPF_K
    private const ushort Return = 0x06; // BPF_RET | BPF_K
    private const int InstructionLength = 8;

    private const uint NumberOffset = 0;
    private const uint ArchitectureOffset = 4;
    private const uint ArgumentsOffset = 16;

    private readonly List<(ushort Code, byte IfTrue, byte IfFalse, uint Value)> instructions = [];

    public const uint Allow = 0x7FFF0000; // SECCOMP_RET_ALLOW
    public const uint KillProcess = 0x80000000; // SECCOMP_RET_KILL_PROCESS

    /// <summary>The verdict that lets a call fail with an error number.</summary>
    public static uint Error(uint number) => 0x00050000 | number; // SECCOMP_RET_ERRNO

    public void LoadArchitecture() => Add(Load, ArchitectureOffset);

    public void LoadNumber() => Add(Load, NumberOffset);

    /// <summary>Loads the lower half of an argument. Both architectures are little-endian.</summary>
    public void LoadArgument(int index) => Add(Load, ArgumentsOffset + (8 * (uint)index));

    public void LoadUpperHalf(int index) => Add(Load, ArgumentsOffset + (8 * (uint)index) + 4);

    public void Mask(uint bits) => Add(And, bits);

    /// <summary>Ends with the verdict unless what is loaded is the value.</summary>
    public void Unless(uint value, uint verdict) => AddRule(IfEqual, value, 1, 0, verdict);

    public void WhenEqual(uint value, uint verdict) => AddRule(IfEqual, value, 0, 1, verdict);

    public void WhenGreater(uint value, uint verdict) => AddRule(IfGreater, value, 0, 1, verdict);

    public void WhenAnySet(uint bits, uint verdict) => AddRule(IfAnySet, bits, 0, 1, verdict);

    /// <summary>Runs some rules for one system call only; each of their ways must end in a verdict.</summary>
    public void ForCall(int number, Action<FilterProgram> rules)
    {
        if (number < 0)
        {
            return;
        }

        FilterProgram body = new();
        rules(body);
        Add(IfEqual, (uint)number, 0, checked((byte)body.instructions.Count));
        instructions.AddRange(body.instructions);
    }

    public void End(uint verdict) => Add(Return, verdict);

    /// <summary>The program as the kernel takes it: an array of <c>sock_filter</c>.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[instructions.Count * InstructionLength];
        for (int index = 0; index < instructions.Count; index++)
        {
            Span<byte> target = bytes.AsSpan(index * InstructionLength, InstructionLength);
            (ushort code, byte ifTrue, byte ifFalse, uint value) = instructions[index];
            BinaryPrimitives.WriteUInt16LittleEndian(target, code);
            target[2] = ifTrue;
            target[3] = ifFalse;
            BinaryPrimitives.WriteUInt32LittleEndian(target[4..], value);
        }

        return bytes;
    }

    private void AddRule(ushort test, uint value, byte ifTrue, byte ifFalse, uint verdict)
    {
        Add(test, value, ifTrue, ifFalse);
        Add(Return, verdict);
    }

    private void Add(ushort code, uint value, byte ifTrue = 0, byte ifFalse = 0) => instructions.Add((code, ifTrue, ifFalse, value));
}
