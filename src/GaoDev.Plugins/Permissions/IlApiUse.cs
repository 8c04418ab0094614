namespace GaoDev.Plugins.Permissions;

/// <summary>A guarded API that compiled code uses.</summary>
/// <param name="Api">The row of the table.</param>
/// <param name="Member">The method that uses it, or null where a declaration names it.</param>
/// <param name="File">The source file, as the symbols have it, or null where there are none.</param>
/// <param name="Line">The line in that file, from 1; 0 where there is none.</param>
internal sealed record IlApiUse(GuardedApi Api, string? Member, string? File, int Line);
