namespace GaoDev.Plugins.Permissions;

/// <summary>How the rules about capabilities are called and what they say, for the readers of compiled code.</summary>
internal static class GuardedRules
{
    public static string IdOf(GuardedCapability capability) => capability switch
    {
        GuardedCapability.File => "GAO3001",
        GuardedCapability.Network => "GAO3002",
        GuardedCapability.Process => "GAO3003",
        GuardedCapability.Environment => "GAO3004",
        GuardedCapability.NativeCode => "GAO3006",
        GuardedCapability.Console => "GAO3009",
        GuardedCapability.Blocking => "GAO1007",
        _ => "GAO3005",
    };

    /// <summary>The attributes that allow it, or null where none does.</summary>
    public static string? AttributesOf(GuardedCapability capability) => capability switch
    {
        GuardedCapability.File => "[FileAccess] or [StorageAccess]",
        GuardedCapability.Network => "[NetworkAccess]",
        GuardedCapability.Process => "[SubprocessAccess]",
        GuardedCapability.Environment => "[EnvironmentAccess]",
        GuardedCapability.NativeCode => "[NativeCodeAccess]",
        _ => null,
    };

    /// <summary>What is wrong with using it undeclared, after the name of the API.</summary>
    public static string Describe(GuardedCapability capability) => AttributesOf(capability) is { } attributes
        ? $"needs {attributes}, which no provider of this assembly declares"
        : capability == GuardedCapability.Console ? "uses the console, which is not the provider's"
        : "loads or makes code at run time, or finds it by name, which no permission allows";
}
