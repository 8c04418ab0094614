namespace GaoDev.Host.Tests.Security;

/// <summary>Who runs the tool.</summary>
public enum Identity
{
    Root,
    OrdinaryUser,
}
