using GaoDev.Benchmarks.Measurement;

namespace GaoDev.Benchmarks.Installing;

/// <summary>
/// The example that echoes, packed with a reference to the client of Azure OpenAI: eleven packages with it, the SDK, the
/// contract and what those and the client need.
/// </summary>
internal static class ClientPlugin
{
    public static MeasuredPackage Package { get; } = new("GaoDev.Benchmarks.Client", "1.0.0");

    /// <summary>Packs it to where the examples are packed to.</summary>
    public static void Pack(string folder)
    {
        string project = Path.Combine(folder, "plugin");
        if (Directory.Exists(project))
        {
            Directory.Delete(project, recursive: true);
        }

        Directory.CreateDirectory(project);
        foreach (string file in (string[])["EchoProvider.cs", "GaoDev.Examples.Echo.csproj", "README.md"])
        {
            File.Copy(Path.Combine(Workspace.Root, "examples", "plugins", "echo-provider", file), Path.Combine(project, file));
        }

        File.WriteAllText(Path.Combine(project, "Directory.Build.props"), $"<Project><PropertyGroup><PackageId>{Package.Id}</PackageId></PropertyGroup></Project>");
        File.WriteAllText(Path.Combine(project, "Directory.Packages.props"), "<Project />");
        File.WriteAllText(
            Path.Combine(project, "Directory.Build.targets"),
            """
            <Project>
              <ItemGroup>
                <PackageReference Include="Azure.AI.OpenAI" Version="2.1.0" />
                <!-- Azure.Core asks for 6.0.0, which not every feed has. -->
                <PackageReference Include="System.Memory.Data" Version="6.0.1" />
              </ItemGroup>
            </Project>
            """);
        ColdProcess.Wall("dotnet", ["pack", "--output", Path.Combine(Workspace.Root, "artifacts", "feed")], workingDirectory: project);
    }
}
