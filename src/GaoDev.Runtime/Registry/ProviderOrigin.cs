namespace GaoDev.Runtime;

/// <summary>Where a provider comes from.</summary>
public enum ProviderOrigin
{
    /// <summary>It comes with the tool.</summary>
    BuiltIn,

    /// <summary>The application references its package.</summary>
    Referenced,

    /// <summary>The application registered it in code.</summary>
    Code,

    /// <summary>It was installed for the user, or lies in the user's plugins folder.</summary>
    User,

    /// <summary>It lies in the project's plugins folder.</summary>
    Project,
}
