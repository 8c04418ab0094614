using GaoDev.Plugins.Protocol;

namespace GaoDev.Runtime.Confinement;

/// <summary>Holds what a process found about itself to what was set up around it.</summary>
internal static class ConfinementDemand
{
    private const int FirstProcess = 1;
    private const int Filtered = 2;

    /// <summary>What does not hold, in words, or null where everything does.</summary>
    public static string? FindGap(ConfinementMessage? found, SandboxProfile? profile)
    {
        if (profile is null)
        {
            return found is null ? null : "it is confined where that was not set up";
        }

        bool isAlone = profile.Programs.Count == 0;
        return found switch
        {
            null => "it is not confined",
            { ProcessId: not FirstProcess } => "it is not in a world of its own",
            { Capabilities: not 0 } => $"it has capabilities ({found.Capabilities:x})",
            { NoNewPrivileges: false } => "it can gain privileges",
            { SystemCallFilter: not Filtered } => "no system call filter holds",
            { OpenDenied: false } => "it can open files outside of its sandbox",
            { ConnectDenied: false } => "it can reach a network",
            { FoldersAsGranted: false } => "a granted folder was swapped for another while it started",
            { ForkDenied: false } when isAlone => "it can start processes",
            { ProgramDenied: false } when isAlone => "it can execute programs",
            _ => null,
        };
    }
}
