using GaoDev.Plugins.Tests.Manifests;
using NuGet.Frameworks;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace GaoDev.Runtime.Tests.Packages;

/// <summary>Makes real packages with NuGet's own builder.</summary>
internal sealed class TestPackage(string id, string version = "1.0.0")
{
    private readonly List<(string Path, byte[] Content)> _files = [];
    private readonly List<PackageDependency> _dependencies = [];

    public string FileName => $"{id}.{version}.nupkg";

    /// <summary>A package with an assembly that declares these providers.</summary>
    public static TestPackage Provider(string id, string version, params string[] names) =>
        new TestPackage(id, version).With(
            $"lib/net10.0/{id}.dll",
            ProviderCompiler.Provider(id, [.. names.Select(name => ("1.0", ProviderCompiler.Manifest(name, "1.0.0")))]));

    /// <summary>A package with an assembly that declares nothing.</summary>
    public static TestPackage Library(string id, string version = "1.0.0") =>
        new TestPackage(id, version).With(
            $"lib/netstandard2.0/{id}.dll",
            ProviderCompiler.Compile(id, $"[assembly: System.Reflection.AssemblyVersion(\"{version.Split('-')[0]}.0\")] public class C;"));

    public TestPackage With(string path, byte[] content)
    {
        _files.Add((path, content));
        return this;
    }

    public TestPackage Needs(string dependency, string range)
    {
        _dependencies.Add(new PackageDependency(dependency, VersionRange.Parse(range)));
        return this;
    }

    /// <summary>Writes the package to a folder, and gives its path.</summary>
    public string Save(string folder)
    {
        PackageBuilder builder = new()
        {
            Id = id,
            Version = NuGetVersion.Parse(version),
            Description = "A package of a test.",
        };
        builder.Authors.Add("GaoDev");
        builder.DependencyGroups.Add(new PackageDependencyGroup(NuGetFramework.Parse("netstandard2.0"), _dependencies));
        foreach ((string path, byte[] content) in _files)
        {
            builder.Files.Add(new MemoryFile(path, content));
        }

        string target = Path.Combine(folder, FileName);
        using FileStream file = File.Create(target);
        builder.Save(file);
        return target;
    }

    private sealed class MemoryFile(string path, byte[] content) : IPackageFile
    {
        public string Path => path;

        public string EffectivePath => path;

        public System.Runtime.Versioning.FrameworkName? TargetFramework => null;

        public NuGetFramework? NuGetFramework => null;

        public DateTimeOffset LastWriteTime => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public Stream GetStream() => new MemoryStream(content);
    }
}
