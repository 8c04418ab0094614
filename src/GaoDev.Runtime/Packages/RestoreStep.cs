namespace GaoDev.Runtime.Packages;

/// <summary>The steps of an installation that are reported.</summary>
internal enum RestoreStep
{
    /// <summary>Some of a package was fetched; its bytes so far are told.</summary>
    Downloading,

    /// <summary>A package was fetched from its source.</summary>
    Downloaded,

    /// <summary>What this machine needs of a package was written to the staging folder.</summary>
    Extracted,
}
