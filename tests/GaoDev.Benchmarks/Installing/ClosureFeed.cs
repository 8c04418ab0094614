using System.Text.Json;
using GaoDev.Benchmarks.Measurement;

namespace GaoDev.Benchmarks.Installing;

/// <summary>A folder feed with a package and everything it needs, as <c>dotnet restore</c> finds it.</summary>
internal static class ClosureFeed
{
    /// <returns>The closure, as <c>id/version</c>.</returns>
    public static IReadOnlyList<string> Create(string folder, string packageId)
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
              <ItemGroup><PackageReference Include="{packageId}" Version="*" /></ItemGroup>
            </Project>
            """);
        ColdProcess.Wall("dotnet", ["restore", "--packages", packages], workingDirectory: probe);

        foreach (string package in Directory.EnumerateFiles(packages, "*.nupkg", SearchOption.AllDirectories))
        {
            File.Copy(package, Path.Combine(feed, Path.GetFileName(package)));
        }

        // Restore also fetches versions that it only looks at; the closure is what it decides on.
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(probe, "obj", "project.assets.json")));
        return [.. assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Value.GetProperty("path").GetString()!)];
    }
}
