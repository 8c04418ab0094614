using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Plugins.Manifests;

/// <summary>
/// Reads the provider manifests of an assembly from its metadata. Nothing of it is loaded or run. Thread-safe.
/// </summary>
internal static class ManifestReader
{
    private const int MaximumProviders = 4096;
    private const long MaximumFileBytes = 256L * 1024 * 1024;

    /// <summary>Reads an assembly's manifests, in order of name; none where it declares none.</summary>
    /// <exception cref="PluginException">
    /// The file is no .NET assembly or is damaged, was built against another contract, or a manifest is not valid.
    /// </exception>
    public static IReadOnlyList<ProviderManifest> Read(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Read(file, Path.GetFileName(path));
        }
        catch (Exception unreadable) when (unreadable is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new PluginException(
                PluginErrorCode.NotAProvider, $"{path} cannot be read.", "Check the path and who may read it.", path, unreadable);
        }
    }

    /// <inheritdoc cref="Read(string)"/>
    /// <param name="assembly">A seekable stream; read to the end, left open.</param>
    /// <param name="origin">What to call it in messages.</param>
    public static IReadOnlyList<ProviderManifest> Read(Stream assembly, string origin)
    {
        try
        {
            if (assembly.Length > MaximumFileBytes)
            {
                throw new BadImageFormatException("It is larger than 256 MiB.");
            }

            using PEReader image = new(assembly, PEStreamOptions.LeaveOpen | PEStreamOptions.PrefetchMetadata);
            if (!image.HasMetadata)
            {
                throw NotAnAssembly(origin, null);
            }

            return Read(image.GetMetadataReader(), origin);
        }
        catch (Exception damaged) when (DamagedImage.Explains(damaged) || damaged is IOException)
        {
            throw NotAnAssembly(origin, damaged);
        }
    }

    private static List<ProviderManifest> Read(MetadataReader metadata, string origin)
    {
        List<ProviderManifest> manifests = [];
        if (!metadata.IsAssembly)
        {
            return manifests;
        }

        foreach (CustomAttributeHandle handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            CustomAttribute attribute = metadata.GetCustomAttribute(handle);
            if (!ManifestAttribute.Is(metadata, attribute))
            {
                continue;
            }

            if (manifests.Count == MaximumProviders)
            {
                throw Invalid(origin, $"it declares more than {MaximumProviders} providers");
            }

            (string contract, string entryType, string json) = ManifestAttribute.Decode(metadata, attribute, origin);
            ProviderManifest manifest = ManifestParser.Parse(contract, entryType, json, origin);
            if (!ManifestAttribute.IsPublicType(metadata, entryType))
            {
                throw Invalid(origin, $"the assembly has no public class {entryType}");
            }

            if (manifests.Exists(other => other.Metadata.Name == manifest.Metadata.Name))
            {
                throw Invalid(origin, $"provider '{manifest.Metadata.Name}' is declared twice");
            }

            manifests.Add(manifest);
        }

        manifests.Sort((left, right) => string.CompareOrdinal(left.Metadata.Name, right.Metadata.Name));
        return manifests;
    }

    private static PluginException Invalid(string origin, string what) => new(
        PluginErrorCode.ManifestInvalid,
        $"The provider manifest in {origin} is not valid: {what}.",
        "Ask its author for a package that was built with GaoDev.Sdk; nothing of this one is used.",
        origin);

    private static PluginException NotAnAssembly(string origin, Exception? cause) => new(
        PluginErrorCode.NotAProvider,
        cause is null ? $"{origin} is not a .NET assembly." : $"{origin} is not a .NET assembly, or it is damaged.",
        "Give a provider's package or assembly, or get the file again.",
        origin,
        cause);
}
