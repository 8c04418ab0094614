using GaoDev.Plugins.Manifests;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Runtime.Packages;

/// <summary>A provider of a package that is not installed yet.</summary>
/// <param name="Manifest">What it is and asks for.</param>
/// <param name="EntryAssembly">Simple name of the assembly that holds it.</param>
internal sealed record FoundProvider(ProviderManifest Manifest, string EntryAssembly)
{
    /// <summary>As the lock file has it, with nothing granted.</summary>
    public InstalledProvider ToInstalled() => new(
        Manifest.Metadata.Name, EntryAssembly, Manifest.EntryType, Manifest.Metadata.ContractVersion, Manifest.Json, []);
}
