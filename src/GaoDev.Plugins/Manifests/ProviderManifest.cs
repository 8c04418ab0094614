namespace GaoDev.Plugins.Manifests;

/// <summary>One provider as its assembly declares it, read from metadata without running any of it. Immutable.</summary>
/// <param name="Metadata">What the manifest says.</param>
/// <param name="EntryType">Full name of the <see cref="BaseProviderPlugin"/> to create.</param>
/// <param name="Json">The manifest's canonical JSON, byte for byte as it stands in the assembly.</param>
public sealed record ProviderManifest(ProviderMetadata Metadata, string EntryType, string Json);
