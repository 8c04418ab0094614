using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Manifests;
using GaoDev.Runtime.Packages.Resolution;
using NuGet.Packaging;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Local;

/// <summary>
/// Makes a package of a folder with a built plugin, as a build or a publish leaves it: its assemblies, native libraries
/// and satellites. From then on it is checked and installed as any other package.
/// </summary>
internal static class PluginFolderPackage
{
    private const int MaximumFiles = 10_000;

    /// <summary>Packs a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="target">The folder to put the package into.</param>
    /// <returns>The package file.</returns>
    /// <exception cref="PluginException">There is no provider in it.</exception>
    public static string Pack(string folder, string target)
    {
        (string assembly, string version) = FindEntry(folder);
        PackageBuilder builder = new() { Id = assembly, Version = NuGetVersion.Parse(version), Description = $"Packed from {folder}." };
        builder.Authors.Add(Environment.UserName.Length > 0 ? Environment.UserName : "unknown");
        foreach (string file in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).Order(StringComparer.Ordinal))
        {
            if (TargetOf(Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')) is { } name)
            {
                builder.Files.Add(new PhysicalPackageFile { SourcePath = file, TargetPath = name });
            }
        }

        if (builder.Files.Count > MaximumFiles)
        {
            throw new PluginException(PluginErrorCode.PackageTooLarge, $"{folder} has more than {MaximumFiles} files. Nothing was installed.", "Name the folder that the plugin was built into.", folder);
        }

        string path = Path.Combine(target, "folder.nupkg");
        using FileStream package = new(path, FileMode.CreateNew, FileAccess.ReadWrite);
        builder.Save(package);
        return path;
    }

    private static (string Assembly, string Version) FindEntry(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal))
        {
            if (!HostPackages.Provides(Path.GetFileNameWithoutExtension(file)) && ManifestReader.Read(file) is [var manifest, ..])
            {
                return (Path.GetFileNameWithoutExtension(file), manifest.Metadata.Version);
            }
        }

        throw new PluginException(
            PluginErrorCode.NotAProvider, $"{folder} has no provider in it. Nothing was installed.", "Name the folder that a plugin was built into, or one with its project file.", folder);
    }

    // What a build leaves besides is of no use to a plugin: symbols, documentation, its own host and its settings.
    private static string? TargetOf(string name)
    {
        string[] parts = name.Split('/');
        string file = parts[^1];
        bool isAssembly = file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        return parts switch
        {
            ["runtimes", _, "native", ..] or ["runtimes", _, "lib", ..] => name,
            ["ref", ..] or ["refint", ..] => null,
            [_] when isAssembly => HostPackages.Provides(Path.GetFileNameWithoutExtension(file)) ? null : $"lib/net10.0/{file}",
            [_] when file.EndsWith(".so", StringComparison.Ordinal) || file.EndsWith(".dylib", StringComparison.Ordinal) =>
                $"runtimes/{TargetPlatform.Current.RuntimeIdentifier}/native/{file}",
            [var culture, _] when file.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase) => $"lib/net10.0/{culture}/{file}",
            _ => null,
        };
    }
}
