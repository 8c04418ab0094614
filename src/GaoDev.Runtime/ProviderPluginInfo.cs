using GaoDev.Permissions;
using GaoDev.Plugins;

namespace GaoDev.Runtime;

/// <summary>One provider, usable or not, as it is listed. Made without running any of an installed plugin's code. Immutable.</summary>
public sealed record ProviderPluginInfo
{
    /// <summary>The provider's name; for what is too broken to have one, the name of its folder or package.</summary>
    public required string Name { get; init; }

    /// <summary>Where it comes from.</summary>
    public required ProviderOrigin Origin { get; init; }

    /// <summary>Whether it can be used.</summary>
    public required ProviderStatus Status { get; init; }

    /// <summary>What is wrong and what to do, or null where it is ready.</summary>
    public string? Problem { get; init; }

    /// <summary>Where its code runs.</summary>
    public required ProviderConfinement Confinement { get; init; }

    /// <summary>What its manifest says, or null where that cannot be read.</summary>
    public ProviderMetadata? Metadata { get; init; }

    /// <summary>The package that it was installed from, such as <c>Contoso.Provider 1.2.0</c>, or null.</summary>
    public string? Package { get; init; }

    /// <summary>What the user allowed of what it asks for; null where nobody is asked, because it is not installed.</summary>
    public IReadOnlyList<Permission>? Granted { get; init; }

    /// <summary>Who signed its package, or null.</summary>
    public string? Publisher { get; init; }

    /// <summary>The folder that it lies in, or null where it is built in, referenced or registered in code.</summary>
    public string? Location { get; init; }
}
