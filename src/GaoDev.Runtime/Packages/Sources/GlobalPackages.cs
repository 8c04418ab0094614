using GaoDev.Runtime.Trust;
using NuGet.Configuration;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Sources;

/// <summary>
/// The user's global packages folder, which NuGet fills and which is only read here. A package counts only where it came
/// from the same source, and where its bytes are those that NuGet recorded. Thread-safe.
/// </summary>
internal sealed class GlobalPackages(string folder)
{
    public static GlobalPackages Of(ISettings settings) => new(SettingsUtility.GetGlobalPackagesFolder(settings));

    /// <summary>Copies a package, or says that it is not there.</summary>
    public async Task<bool> TryCopyAsync(string id, NuGetVersion version, string source, Stream destination, CancellationToken cancellationToken)
    {
        VersionFolderPathResolver paths = new(folder);
        string package = paths.GetPackageFilePath(id, version);
        string metadata = paths.GetNupkgMetadataPath(id, version);
        try
        {
            if (!File.Exists(package) || !File.Exists(metadata) || NupkgMetadataFileFormat.Read(metadata) is not { } recorded || recorded.Source != source)
            {
                return false;
            }

            using SignedPackage reader = SignedPackage.Open(package);
            if (reader.GetContentHash(cancellationToken) != recorded.ContentHash)
            {
                return false;
            }

            await using FileStream file = new(package, FileMode.Open, FileAccess.Read, FileShare.Read);
            await file.CopyToAsync(destination, cancellationToken);
            return true;
        }
        catch (Exception unusable) when (unusable is InvalidDataException or PackagingException or UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException or System.Text.Json.JsonException or Newtonsoft.Json.JsonException)
        {
            destination.SetLength(0);
            return false;
        }
    }
}
