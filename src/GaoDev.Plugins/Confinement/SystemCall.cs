namespace GaoDev.Plugins.Confinement;

/// <summary>A system call and its numbers, -1 where an architecture does not have it.</summary>
internal readonly record struct SystemCall(string Name, int X64, int Arm64);
