namespace GaoDev.Sdk.Tests;

/// <summary>The template, installed into a hive of its own, for every value of its options.</summary>
public sealed class TemplateTests(Workspace workspace)
{
    [Theory]
    [InlineData("Fabrikam.Ai", "fabrikam-2", "Fabrikam2", "FABRIKAM_2", true, true, "github")]
    [InlineData("Fabrikam.Plain", "fabrikam-2", "Fabrikam2", "FABRIKAM_2", false, true, "none")]
    [InlineData("Fabrikam.Bare", null, "FabrikamBare", "FABRIKAM_BARE", true, false, "none")]
    public async Task New_Provider_BuildsTestsAndPacks(string name, string? provider, string className, string variable, bool central, bool tests, string ci)
    {
        string hive = Path.Combine(workspace.Root, $"hive-{name}");
        string project = Path.Combine(workspace.Root, name);
        (await DotnetCommand.RunAsync(workspace.Root, "new", "install", Path.Combine(workspace.Feed, "GaoDev.Templates.0.1.0.nupkg"), "--debug:custom-hive", hive)).EnsureSuccess();
        (await DotnetCommand.RunAsync(
            workspace.Root,
            [
                "new", "gaodev-provider", "-n", name, .. provider is null ? (string[])[] : ["--provider-name", provider], "--no-update-check", "--debug:custom-hive", hive,
                "--central-packages", central ? "true" : "false", "--tests", tests ? "true" : "false", "--ci", ci,
            ])).EnsureSuccess();

        Assert.Equal(central, File.Exists(Path.Combine(project, "Directory.Packages.props")));
        Assert.Equal(tests, Directory.Exists(Path.Combine(project, "tests")));
        Assert.Equal(ci == "github", File.Exists(Path.Combine(project, ".github", "workflows", "ci.yml")));
        (await DotnetCommand.RunAsync(project, "pack", "-o", "out", "-nologo", "-warnaserror")).EnsureSuccess();

        Assert.True(File.Exists(Path.Combine(project, "out", $"{name}.0.1.0.nupkg")));
        string source = await File.ReadAllTextAsync(Path.Combine(project, $"{className}Provider.cs"), TestContext.Current.CancellationToken);
        Assert.Contains($"[ProviderPlugin(\"{provider ?? "fabrikam-bare"}\"", source, StringComparison.Ordinal);
        Assert.Contains($"namespace {name};", source, StringComparison.Ordinal);
        Assert.Contains($"{variable}_API_KEY", source, StringComparison.Ordinal);
        Assert.All(
            Directory.EnumerateFiles(project, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".cs" or ".md" or ".yml" or ".yaml" or ".csproj" or ".props" && !file.Contains("/obj/", StringComparison.Ordinal)),
            file => Assert.DoesNotContain("#if", File.ReadAllText(file), StringComparison.Ordinal));
        if (tests)
        {
            (await DotnetCommand.RunAsync(project, "run", "--project", Path.Combine("tests", $"{name}.Tests"))).EnsureSuccess();
        }
    }
}
