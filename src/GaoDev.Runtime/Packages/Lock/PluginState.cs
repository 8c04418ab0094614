namespace GaoDev.Runtime.Packages.Lock;

/// <summary>Whether an installed plugin runs.</summary>
internal enum PluginState
{
    /// <summary>It runs when it is asked for.</summary>
    Enabled,

    /// <summary>It is installed and does not run.</summary>
    Disabled,
}
