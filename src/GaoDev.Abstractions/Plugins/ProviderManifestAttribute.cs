using System.ComponentModel;

namespace GaoDev.Plugins;

/// <summary>
/// Written by the generator, once for each provider of an assembly, and read from the assembly's metadata before any
/// of its code runs. Not meant to be written by hand.
/// </summary>
/// <param name="contractVersion">The contract that the assembly was built against, such as <c>1.0</c>.</param>
/// <param name="entryType">Full name of the public <see cref="BaseProviderPlugin"/> to create.</param>
/// <param name="manifest">The provider's manifest, as canonical JSON.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ProviderManifestAttribute(string contractVersion, string entryType, string manifest) : Attribute
{
    /// <summary>The contract that the assembly was built against.</summary>
    public string ContractVersion { get; } = contractVersion;

    /// <summary>Full name of the type to create.</summary>
    public string EntryType { get; } = entryType;

    /// <summary>The provider's manifest, as canonical JSON.</summary>
    public string Manifest { get; } = manifest;
}
