using System.Reflection;
using GaoDev.Sdk.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.MSBuild;

namespace GaoDev.Editor.Tests;

/// <summary>
/// A project made by the packed template, restored from the packed SDK, and opened in the workspace that editors are
/// built on. Made once for all tests, each of which edits a solution of its own: a workspace never changes one.
/// </summary>
public sealed class TemplateProject : IAsyncLifetime
{
    private const string Name = "Contoso.Ai";

    private static readonly string Artifacts = Path.Combine(
        typeof(TemplateProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static entry => entry.Key == "RepositoryRoot").Value!, "artifacts");

    private static readonly string Feed = Path.Combine(Artifacts, "feed");

    // What the repository has restored need not be downloaded again.
    private static readonly string Restored = Path.Combine(Artifacts, "packages");

    private readonly string root = Directory.CreateTempSubdirectory("gaodev-editor-").FullName;
    private readonly MSBuildWorkspace workspace = MSBuildWorkspace.Create();

    /// <summary>What the workspace could not load, said as it was loaded.</summary>
    public IReadOnlyList<string> Failures { get; private set; } = [];

    public Project Project { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(root, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources>
                <add key="gaodev-packed" value="{Feed}" />
                <add key="gaodev-restored" value="{Restored}" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="gaodev-packed"><package pattern="GaoDev.*" /></packageSource>
                <packageSource key="gaodev-restored"><package pattern="*" /></packageSource>
                <packageSource key="nuget.org"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """, TestContext.Current.CancellationToken);
        string hive = Path.Combine(root, "hive");
        await RunAsync("new", "install", Path.Combine(Feed, "GaoDev.Templates.0.1.0.nupkg"), "--debug:custom-hive", hive);
        await RunAsync("new", "gaodev-provider", "-n", Name, "--provider-name", "contoso", "--tests", "false", "--no-update-check", "--debug:custom-hive", hive);
        string project = Path.Combine(root, Name, Name + ".csproj");
        await RunAsync("restore", project);
        Project = await workspace.OpenProjectAsync(project, cancellationToken: TestContext.Current.CancellationToken);
        Failures = [.. workspace.Diagnostics.Where(static diagnostic => diagnostic.Kind == WorkspaceDiagnosticKind.Failure).Select(static diagnostic => diagnostic.Message)];
    }

    public ValueTask DisposeAsync()
    {
        workspace.Dispose();
        Directory.Delete(root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task RunAsync(params IReadOnlyList<string> arguments) => (await DotnetCommand.RunAsync(root, arguments)).EnsureSuccess();
}
