using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Protocol.Providers;

namespace GaoDev.Runtime.Packages.Sources;

/// <summary>
/// What of NuGet's protocols is used: versions, packages, what a feed says of them, and what is known against them; from
/// V3 and V2 feeds and from folders. Not searching, pushing and the rest, which would only make the tool slower to start.
/// </summary>
internal static class FeedResources
{
    public static SourceRepository Open(PackageSource source) => new(
        source,
        Providers.Select(provider => new Lazy<INuGetResourceProvider>(() => provider)));

    private static INuGetResourceProvider[] Providers =>
    [
        new FeedTypeResourceProvider(),
        new HttpHandlerResourceV3Provider(),
        new HttpSourceResourceProvider(),
        new ServiceIndexResourceV3Provider(),
        new ODataServiceDocumentResourceV2Provider(),
        new HttpFileSystemBasedFindPackageByIdResourceProvider(),
        new RemoteV3FindPackageByIdResourceProvider(),
        new RemoteV2FindPackageByIdResourceProvider(),
        new LocalV3FindPackageByIdResourceProvider(),
        new LocalV2FindPackageByIdResourceProvider(),
        new RegistrationResourceV3Provider(),
        new MetadataResourceV3Provider(),
        new MetadataResourceV2FeedProvider(),
        new LocalMetadataResourceProvider(),
        new PackageMetadataResourceV3Provider(),
        new FindLocalPackagesResourceV3Provider(),
        new FindLocalPackagesResourceV2Provider(),
        new FindLocalPackagesResourceUnzippedProvider(),
        new VulnerabilityInfoResourceV3Provider(),
    ];
}
