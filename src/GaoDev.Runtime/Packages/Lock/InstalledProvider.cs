using GaoDev.Permissions;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Manifests;

namespace GaoDev.Runtime.Packages.Lock;

/// <summary>One provider of an installed plugin as the lock file has it. Immutable.</summary>
/// <param name="Name">The provider's name.</param>
/// <param name="EntryAssembly">Simple name of the assembly that holds it.</param>
/// <param name="EntryType">Full name of the class to create.</param>
/// <param name="ContractVersion">The contract that it was built against.</param>
/// <param name="ManifestJson">The manifest, byte for byte as the assembly has it.</param>
/// <param name="Granted">What the user granted of what it asks for.</param>
internal sealed record InstalledProvider(
    string Name, string EntryAssembly, string EntryType, string ContractVersion, string ManifestJson, IReadOnlyList<Permission> Granted)
{
    /// <summary>Reads the manifest, with the same strictness as from the assembly.</summary>
    /// <exception cref="PluginException">This gao-dev does not have its contract, or it is not valid.</exception>
    public ProviderManifest ReadManifest()
    {
        ProviderManifest manifest = ManifestParser.Parse(ContractVersion, EntryType, ManifestJson, $"provider '{Name}'");
        return manifest.Metadata.Name == Name
            ? manifest
            : throw new PluginException(
                PluginErrorCode.LockInvalid,
                $"The lock file has provider '{Name}' under the manifest of '{manifest.Metadata.Name}'.",
                "Install the plugin again.",
                Name);
    }
}
