namespace GaoDev.Runtime.Execution;

/// <summary>What is said wherever a plugin runs that is not confined.</summary>
internal static class ConfinementNotice
{
    /// <summary>One line for standard error.</summary>
    public static string Unconfined(string provider) =>
        $"'{PluginText.Escape(provider)}' runs in a process of its own that is not confined: it can do whatever you can.";
}
