using System.Runtime.InteropServices;
using GaoDev.Plugins.Confinement;

namespace GaoDev.Host.Tests.Confinement;

public sealed class SystemCallFilterTests
{
    private const uint Allowed = 0x7FFF0000;
    private const uint NotPermitted = 0x00050001;
    private const uint NotImplemented = 0x00050026;
    private const uint Killed = 0x80000000;

    public static TheoryData<Architecture, uint> Machines => new()
    {
        { Architecture.X64, 0xC000003E },
        { Architecture.Arm64, 0xC00000B7 },
    };

    [Theory]
    [MemberData(nameof(Machines))]
    public void First_PrivilegedCalls_AreDenied(Architecture machine, uint audit)
    {
        byte[] filter = SystemCallFilter.First(machine);

        foreach (SystemCall call in SystemCalls.Privileged.Where(call => SystemCallFilter.Number(call, machine) >= 0))
        {
            Assert.Equal(NotPermitted, FilterMachine.Run(filter, audit, SystemCallFilter.Number(call, machine)));
        }
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void First_ArgumentsAndStrangers_AreJudged(Architecture machine, uint audit)
    {
        byte[] filter = SystemCallFilter.First(machine);
        uint Run(SystemCall call, params ulong[] arguments) => FilterMachine.Run(filter, audit, SystemCallFilter.Number(call, machine), arguments);

        Assert.Equal(Allowed, Run(SystemCalls.Socket, 1, 1));
        Assert.Equal(Allowed, Run(SystemCalls.Socket, 2, 1 | 0x80000));
        Assert.Equal(Allowed, Run(SystemCalls.Socket, 10, 2));
        Assert.Equal(NotPermitted, Run(SystemCalls.Socket, 2, 3));
        Assert.Equal(NotPermitted, Run(SystemCalls.Socket, 16, 2));
        Assert.Equal(NotPermitted, Run(SystemCalls.Socket, 40, 1));
        Assert.Equal(NotPermitted, Run(SystemCalls.Clone, 0x10000000));
        Assert.Equal(Allowed, Run(SystemCalls.Clone, 0x003D0F00));
        Assert.Equal(NotImplemented, Run(SystemCalls.Clone3));
        Assert.Equal(NotPermitted, Run(SystemCalls.ControlDevice, 0, 0x5412));
        Assert.Equal(NotPermitted, Run(SystemCalls.Personality, 0x0040000));
        Assert.Equal(NotImplemented, FilterMachine.Run(filter, audit, SystemCalls.Newest + 1));
        Assert.Equal(Allowed, FilterMachine.Run(filter, audit, machine == Architecture.X64 ? 0 : 63));
        Assert.Equal(Killed, FilterMachine.Run(filter, 0x40000003, 0));
        if (machine == Architecture.X64)
        {
            Assert.Equal(NotImplemented, FilterMachine.Run(filter, audit, 0x40000000 | 59));
        }
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Second_Plugin_StartsThreadsAndNothingElse(Architecture machine, uint audit)
    {
        byte[] filter = SystemCallFilter.Second(machine, allowsPrograms: false);
        byte[] programs = SystemCallFilter.Second(machine, allowsPrograms: true);
        uint Run(SystemCall call, params ulong[] arguments) => FilterMachine.Run(filter, audit, SystemCallFilter.Number(call, machine), arguments);

        foreach (SystemCall call in SystemCalls.Uncounted.Concat(SystemCalls.Programs).Where(call => SystemCallFilter.Number(call, machine) >= 0))
        {
            Assert.Equal(NotPermitted, Run(call));
        }

        Assert.All(SystemCalls.Programs.Where(call => SystemCallFilter.Number(call, machine) >= 0), call =>
            Assert.Equal(Allowed, FilterMachine.Run(programs, audit, SystemCallFilter.Number(call, machine))));
        Assert.Equal(Allowed, Run(SystemCalls.Clone, 0x003D0F00));
        Assert.Equal(NotPermitted, Run(SystemCalls.Clone, 17));
        Assert.Equal(Allowed, FilterMachine.Run(programs, audit, SystemCallFilter.Number(SystemCalls.Clone, machine), 17));
        Assert.Equal(Allowed, Run(SystemCalls.SetLimits, 0, 7, 0, 0x7FFF00001234));
        Assert.Equal(NotPermitted, Run(SystemCalls.SetLimits, 0, 7, 0x7FFF00000000));
        Assert.Equal(NotPermitted, Run(SystemCalls.SetLimits, 0, 7, 0x1234));
        Assert.Equal(NotPermitted, Run(SystemCalls.MapMemory, 0, 4096, 3, 0x21));
        Assert.Equal(Allowed, Run(SystemCalls.MapMemory, 0, 4096, 3, 0x22));
        Assert.Equal(Allowed, Run(SystemCalls.MapMemory, 0, 4096, 1, 0x01));
        Assert.Equal(NotPermitted, Run(SystemCalls.ControlProcess, 4, 1));
        Assert.Equal(Allowed, Run(SystemCalls.ControlProcess, 15));
    }
}
