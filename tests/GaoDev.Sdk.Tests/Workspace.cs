using System.Reflection;

namespace GaoDev.Sdk.Tests;

/// <summary>
/// A folder outside the repository with the packages as their users get them: a feed of its own, packages folders of
/// its own, and the real SDK as a process. Made once for all tests of the assembly.
/// </summary>
public sealed class Workspace : IAsyncLifetime
{
    private static readonly string RepositoryRoot = typeof(Workspace).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(static entry => entry.Key == "RepositoryRoot").Value!;

    public string Root { get; } = Directory.CreateTempSubdirectory("gaodev-sdk-").FullName;

    public string Feed => Path.Combine(Root, "feed");

    public async ValueTask InitializeAsync()
    {
        string artifacts = Path.Combine(Root, "artifacts") + Path.DirectorySeparatorChar;
        (await DotnetCommand.RunAsync(
            RepositoryRoot, "msbuild", Path.Combine(RepositoryRoot, "tests", "pack.proj"), "-t:Pack", "-nologo", "-verbosity:quiet",
            "-p:UseArtifactsOutput=true", $"-p:ArtifactsPath={artifacts}", $"-p:PackageOutputPath={Feed}")).EnsureSuccess();

        // What the repository has restored need not be downloaded again; GaoDev.* comes from this feed alone.
        await WriteAsync("nuget.config", $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="packages" />
              </config>
              <packageSources>
                <add key="gaodev-test" value="{Feed}" />
                <add key="gaodev-restored" value="{Path.Combine(RepositoryRoot, "artifacts", "packages")}" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="gaodev-test">
                  <package pattern="GaoDev.*" />
                  <package pattern="Contoso.*" />
                </packageSource>
                <packageSource key="gaodev-restored">
                  <package pattern="*" />
                </packageSource>
                <packageSource key="nuget.org">
                  <package pattern="*" />
                </packageSource>
              </packageSourceMapping>
            </configuration>
            """);
        await WriteAsync("Provider/Contoso.Provider.csproj", Sources.ProviderProject);
        await WriteAsync("Provider/ContosoProvider.cs", Sources.Provider);
        (await DotnetCommand.RunAsync(Path.Combine(Root, "Provider"), "pack", "-c", "Release", "-o", Feed, "-nologo")).EnsureSuccess();
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return ValueTask.CompletedTask;
    }

    public async Task WriteAsync(string relativePath, string text)
    {
        string path = Path.Combine(Root, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
    }
}
