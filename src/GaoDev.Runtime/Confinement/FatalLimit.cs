using GaoDev.Plugins.Confinement;

namespace GaoDev.Runtime.Confinement;

/// <summary>Recognizes the end of a process that a limit of the kernel's brought about. What it says may be the plugin's, so it only explains.</summary>
internal static class FatalLimit
{
    /// <summary>The limit in words, or null where the end has another look.</summary>
    /// <param name="how">How the process ended, with its last words.</param>
    /// <param name="limits">What held it.</param>
    public static string? Find(string how, PluginLimits limits)
    {
        if (how.Contains("SIGXFSZ", StringComparison.Ordinal))
        {
            return $"it wrote a file of more than {SizeText.Of(limits.FileSize)} (limit FileSize)";
        }

        return how.Contains("Out of memory", StringComparison.OrdinalIgnoreCase) || how.Contains("Failed to create CoreCLR", StringComparison.Ordinal)
            ? $"it ran out of memory, and {SizeText.Of(limits.PrivateMemory)} are allowed, {SizeText.Of(limits.ManagedMemory)} of them managed (limits PrivateMemory and ManagedMemory)"
            : null;
    }
}
