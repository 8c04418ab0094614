namespace GaoDev.Host.Tests.Security;

/// <summary>Who is seen to succeed with the same attack without a sandbox.</summary>
public enum Control
{
    /// <summary>Anyone.</summary>
    Anyone,

    /// <summary>Root.</summary>
    Root,

    /// <summary>Nobody: it would harm this machine, or aims at what is only there in a sandbox.</summary>
    None,
}
