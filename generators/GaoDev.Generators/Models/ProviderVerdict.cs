namespace GaoDev.Generators.Models;

/// <summary>What an application's policy makes of a referenced provider.</summary>
internal enum ProviderVerdict
{
    /// <summary>It is registered.</summary>
    Register,

    /// <summary>It is registered, although the project does not reference its package itself.</summary>
    RegisterTransitive,

    /// <summary>It is left out, as the project asked.</summary>
    Exclude,

    /// <summary>It is left out, because the project names it among those it will not have.</summary>
    DenyProvider,

    /// <summary>It is left out, because it declares a permission that the project does not give.</summary>
    DenyPermission,

    /// <summary>It is left out, because generated code cannot name what is behind an extern alias.</summary>
    Unreachable,
}
