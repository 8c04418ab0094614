namespace GaoDev.Runtime.Tests.Registry;

/// <summary>Says whether it was disposed.</summary>
internal interface IDisposalAware
{
    bool IsDisposed { get; }
}
