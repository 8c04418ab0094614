using System.Diagnostics;
using System.Reflection;

namespace GaoDev.Sdk.Tests;

/// <summary>
/// A folder outside the repository with the packages as their users get them: a feed of its own, packages folders of
/// its own, and the real SDK as a process. Made once for all tests of the assembly.
/// </summary>
public sealed class Workspace : IAsyncLifetime
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(10);

    private static readonly string RepositoryRoot = typeof(Workspace).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(static entry => entry.Key == "RepositoryRoot").Value!;

    public string Root { get; } = Directory.CreateTempSubdirectory("gaodev-sdk-").FullName;

    public string Feed => Path.Combine(Root, "feed");

    public async ValueTask InitializeAsync()
    {
        string artifacts = Path.Combine(Root, "artifacts") + Path.DirectorySeparatorChar;
        (await RunAsync(
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
        (await RunAsync(Path.Combine(Root, "Provider"), "pack", "-c", "Release", "-o", Feed, "-nologo")).EnsureSuccess();
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

    /// <summary>Runs <c>dotnet</c> as a user would, and leaves no process behind.</summary>
    internal async Task<DotnetResult> RunAsync(string directory, params IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };

        // This program runs below another dotnet, whose variables would steer the one that is started.
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || name == "CI").ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using Process process = Process.Start(start)!;
        using CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(HangGuard);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(guard.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(guard.Token);
            await process.WaitForExitAsync(guard.Token);
            return new DotnetResult(process.ExitCode, await output + await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
