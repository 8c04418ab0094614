namespace GaoDev.Plugins;

/// <summary>The version of the contract in this assembly. A host runs plugins of its own major version and of no newer minor one.</summary>
public static class ContractVersion
{
    /// <summary>Changes when plugins that were built before no longer run.</summary>
    public const int Major = 1;

    /// <summary>Changes when plugins that are built now may need what older hosts do not have.</summary>
    public const int Minor = 0;

    /// <summary>Both, as a manifest writes them.</summary>
    public const string Text = "1.0";
}
