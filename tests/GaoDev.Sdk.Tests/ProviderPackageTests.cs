using System.IO.Compression;
using System.Xml.Linq;
using GaoDev.Permissions;
using GaoDev.Plugins.Manifests;

namespace GaoDev.Sdk.Tests;

/// <summary>The package that an author gets from <c>dotnet pack</c>.</summary>
public sealed class ProviderPackageTests(Workspace workspace)
{
    private string PackagePath => Path.Combine(workspace.Feed, "Contoso.Provider.1.2.3-beta.1.nupkg");

    [Fact]
    public async Task Nuspec_OfAProvider_SaysWhatItIs()
    {
        XElement metadata = await ReadNuspecAsync(PackagePath);

        Assert.Equal(["Dependency", "GaoDevProvider"], Elements(metadata, "packageType").Select(static type => type.Attribute("name")!.Value));
        Assert.Equal("contoso gaodev-provider", Elements(metadata, "tags").Single().Value);
        XElement dependency = Assert.Single(Elements(metadata, "dependency"));
        Assert.Equal(("GaoDev.Sdk", "0.1.0", "Build,Analyzers"), (dependency.Attribute("id")!.Value, dependency.Attribute("version")!.Value, dependency.Attribute("exclude")!.Value));
    }

    [Fact]
    public async Task Package_OfAProvider_HoldsItsAssemblyAndNothingOfTheCompilers()
    {
        using ZipArchive package = await ZipFile.OpenReadAsync(PackagePath, TestContext.Current.CancellationToken);

        Assert.Equal(
            ["lib/net10.0/Contoso.Provider.dll", "lib/net10.0/Contoso.Provider.xml"],
            package.Entries.Select(static entry => entry.FullName).Where(static name => name.Contains('/', StringComparison.Ordinal) && !name.StartsWith("_rels", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Manifest_OfAProvider_IsReadFromMetadata()
    {
        using ZipArchive package = await ZipFile.OpenReadAsync(PackagePath, TestContext.Current.CancellationToken);
        using MemoryStream assembly = new();
        await using (Stream entry = await package.GetEntry("lib/net10.0/Contoso.Provider.dll")!.OpenAsync(TestContext.Current.CancellationToken))
        {
            await entry.CopyToAsync(assembly, TestContext.Current.CancellationToken);
        }

        assembly.Position = 0;
        ProviderManifest manifest = Assert.Single(ManifestReader.Read(assembly, "Contoso.Provider"));

        Assert.Matches(@"^GaoDev\.Generated\.Contoso_Provider_[0-9a-f]{8}\.ContosoProviderPlugin$", manifest.EntryType);
        Assert.Equal(("contoso", "1.2.3-beta.1", true, "large"), (manifest.Metadata.Name, manifest.Metadata.Version, manifest.Metadata.RequiresApiKey, manifest.Metadata.DefaultModel));
        Assert.Equal([("api_key", null), ("ratio", "10000000000000000"), ("retries", "3")], manifest.Metadata.Options.Select(static option => (option.Name, option.Default)));
        Assert.Equal(["10", "3"], manifest.Metadata.Options[2].AllowedValues);
        Assert.Equal([PermissionKind.FileRead, PermissionKind.Network, PermissionKind.Storage], manifest.Metadata.Permissions.Select(static permission => permission.Kind));
    }

    [Fact]
    public async Task Sdk_Package_HoldsCompilerComponentsAndDependsOnTheContract()
    {
        string path = Path.Combine(workspace.Feed, "GaoDev.Sdk.0.1.0.nupkg");
        using ZipArchive package = await ZipFile.OpenReadAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "build/GaoDev.Sdk.props", "build/GaoDev.Sdk.targets", "lib/net10.0/_._",
                "tools/analyzers/GaoDev.Analyzers.dll", "tools/analyzers/GaoDev.CodeFixes.dll", "tools/analyzers/GaoDev.Generators.dll",
                "tools/build/GaoDev.Sdk.Tasks.dll",
            ],
            package.Entries.Select(static entry => entry.FullName).Where(static name => name.EndsWith(".dll", StringComparison.Ordinal) || name.StartsWith("build", StringComparison.Ordinal) || name.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal("GaoDev.Abstractions", Assert.Single(Elements(await ReadNuspecAsync(path), "dependency")).Attribute("id")!.Value);
    }

    private static async Task<XElement> ReadNuspecAsync(string path)
    {
        using ZipArchive package = await ZipFile.OpenReadAsync(path, TestContext.Current.CancellationToken);
        await using Stream nuspec = await package.Entries.Single(static entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).OpenAsync(TestContext.Current.CancellationToken);
        return (await XDocument.LoadAsync(nuspec, LoadOptions.None, TestContext.Current.CancellationToken)).Root!;
    }

    private static IEnumerable<XElement> Elements(XElement root, string name) => root.Descendants().Where(element => element.Name.LocalName == name);
}
