using System.Text.Json;
using GaoDev.Benchmarks.Measurement;

namespace GaoDev.Benchmarks.Installing;

/// <summary>A folder feed with a package and everything it needs, as <c>dotnet restore</c> finds it.</summary>
internal static class ClosureFeed
{
    /// <summary>Makes the folder <c>feed</c>, anew.</summary>
    /// <param name="folder">Where it and what it is made with lie.</param>
    /// <param name="package">The package.</param>
    /// <returns>The closure, as <c>id/version</c>.</returns>
    public static IReadOnlyList<string> Create(string folder, MeasuredPackage package)
    {
        string feed = Path.Combine(folder, "feed");
        string probe = Path.Combine(folder, "probe");
        string packages = Path.Combine(folder, "packages");
        foreach (string old in (string[])[feed, probe, packages])
        {
            if (Directory.Exists(old))
            {
                Directory.Delete(old, recursive: true);
            }

            Directory.CreateDirectory(old);
        }

        File.WriteAllText(Path.Combine(probe, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(probe, "Directory.Packages.props"), "<Project />");
        File.WriteAllText(Path.Combine(probe, "probe.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="{package.Id}" Version="[{package.Version}]" /></ItemGroup>
            </Project>
            """);
        ColdProcess.Wall("dotnet", ["restore", "--packages", packages], workingDirectory: probe);

        foreach (string file in Directory.EnumerateFiles(packages, "*.nupkg", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(feed, Path.GetFileName(file)));
        }

        // Restore also fetches versions that it only looks at; the closure is what it decides on.
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(probe, "obj", "project.assets.json")));
        return [.. assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Value.GetProperty("path").GetString()!)];
    }
}
