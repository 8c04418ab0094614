namespace GaoDev.Sdk.Tests;

/// <summary>The template, installed into a hive of its own.</summary>
public sealed class TemplateTests(Workspace workspace)
{
    [Fact]
    public async Task New_Provider_BuildsAndPacks()
    {
        string hive = Path.Combine(workspace.Root, "hive");
        string project = Path.Combine(workspace.Root, "Fabrikam.Ai");
        (await workspace.RunAsync(workspace.Root, "new", "install", Path.Combine(workspace.Feed, "GaoDev.Templates.0.1.0.nupkg"), "--debug:custom-hive", hive)).EnsureSuccess();
        (await workspace.RunAsync(workspace.Root, "new", "gaodev-provider", "-n", "Fabrikam.Ai", "--provider-name", "fabrikam-2", "--no-update-check", "--debug:custom-hive", hive)).EnsureSuccess();

        (await workspace.RunAsync(project, "pack", "-o", "out", "-nologo", "-warnaserror")).EnsureSuccess();

        Assert.True(File.Exists(Path.Combine(project, "out", "Fabrikam.Ai.0.1.0.nupkg")));
        string source = await File.ReadAllTextAsync(Path.Combine(project, "Fabrikam2Provider.cs"), TestContext.Current.CancellationToken);
        Assert.Contains("[ProviderPlugin(\"fabrikam-2\"", source, StringComparison.Ordinal);
        Assert.Contains("namespace Fabrikam.Ai;", source, StringComparison.Ordinal);
        Assert.Contains("FABRIKAM_2_API_KEY", source, StringComparison.Ordinal);
    }
}
