using GaoDev.Plugins.Tests.Manifests;

namespace GaoDev.Runtime.Tests.Discovery;

/// <summary>What is found in the folders that people put plugins into by hand.</summary>
public sealed class PluginFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaodev-discovery-").FullName;

    private string Home => Path.Combine(folder, "home");

    private string Project => Path.Combine(folder, "project");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Discover_SeveralFolders_FindsTheValidOnesAndOneBadOneStopsNone()
    {
        Add(Home, "alpha", "alpha");
        Add(Home, ".hidden", "hidden");
        Add(Project, "beta", "beta");
        File.WriteAllText(Path.Combine(Home, "plugins", "plain-file.dll"), "no folder");
        Directory.CreateDirectory(Path.Combine(Home, "plugins", "empty"));
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Home, "plugins", "aaa")).FullName, "aaa.dll"), "no assembly");
        File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(Path.Combine(Home, "plugins", "library")).FullName, "library.dll"), ProviderCompiler.Compile("library", "public class Nothing;"));

        IReadOnlyList<ProviderPluginInfo> found = Open().ListProviders();

        Assert.Equal(
            [("aaa", ProviderStatus.Broken, ProviderOrigin.User), ("alpha", ProviderStatus.Untrusted, ProviderOrigin.User), ("beta", ProviderStatus.Untrusted, ProviderOrigin.Project)],
            found.Select(info => (info.Name, info.Status, info.Origin)));
        Assert.All(found, info => Assert.Equal(ProviderConfinement.NotRun, info.Confinement));
    }

    [Theory]
    [InlineData("{\"name\":\"alpha\"")]
    [InlineData("{\"version\":\"1.0.0\"}")]
    [InlineData("{\"name\":\"alpha\"}")]
    [InlineData("{\"name\":\"Alpha Beta\",\"version\":\"1.0.0\"}")]
    [InlineData("{\"name\":\"alpha\",\"version\":\"one\"}")]
    public void Discover_ManifestNotValid_IsListedAsBroken(string manifest)
    {
        Add(Home, "alpha", manifest: manifest);

        Assert.Equal(ProviderStatus.Broken, Assert.Single(Open().ListProviders()).Status);
    }

    [Fact]
    public void Discover_PreReleaseVersion_IsValid()
    {
        Add(Home, "alpha", manifest: ProviderCompiler.Manifest("alpha", "1.0.0-beta.1+build"));

        Assert.Equal("1.0.0-beta.1+build", Assert.Single(Open().ListProviders()).Metadata!.Version);
    }

    [Fact]
    public void Discover_NoFolders_NoneAndNothingIsMade()
    {
        Assert.Empty(Open().ListProviders());
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    private static void Add(string root, string name, string? provider = null, string? manifest = null)
    {
        string plugin = Directory.CreateDirectory(Path.Combine(root, "plugins", name)).FullName;
        File.WriteAllBytes(Path.Combine(plugin, $"{name}.dll"), ProviderCompiler.Provider("plugin", ("1.0", manifest ?? ProviderCompiler.Manifest(provider!))));
    }

    private ProviderPluginManager Open() => ProviderPluginManager.Open(new() { HomeDirectory = Home, ProjectDirectory = Project });
}
