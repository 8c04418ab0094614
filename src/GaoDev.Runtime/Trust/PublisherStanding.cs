namespace GaoDev.Runtime.Trust;

/// <summary>What is known of a package's publisher before it is installed.</summary>
internal enum PublisherStanding
{
    /// <summary>The publisher was accepted before.</summary>
    Known,

    /// <summary>Nobody signed the package, nor any of its versions that were seen before.</summary>
    Unsigned,

    /// <summary>The publisher is seen for the first time, as is the package.</summary>
    FirstSeen,

    /// <summary>Another publisher signed the versions that were seen before.</summary>
    Changed,

    /// <summary>Versions that were seen before were signed, and this one is not.</summary>
    SignatureLost,
}
