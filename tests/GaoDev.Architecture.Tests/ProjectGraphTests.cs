namespace GaoDev.Architecture.Tests;

public sealed class ProjectGraphTests
{
    // docs/architecture.md, "Projects". A project that is not here may not exist.
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["GaoDev.Abstractions"] = [],
        ["GaoDev.Sdk"] = ["GaoDev.Abstractions"],
        // Runs in MSBuild: the table and the reader of IL are linked, so that it needs no assembly of ours.
        ["GaoDev.Sdk.Tasks"] = [],
        ["GaoDev.Plugins"] = ["GaoDev.Abstractions"],
        ["GaoDev.Host"] = ["GaoDev.Plugins"],
        // The arrow to the Sdk is in the package only: an application gets the generators with the runtime.
        ["GaoDev.Runtime"] = ["GaoDev.Plugins", "GaoDev.Sdk"],
        ["GaoDev.Extensions.AI"] = ["GaoDev.Abstractions"],
        ["GaoDev.Testing"] = ["GaoDev.Abstractions"],
        ["GaoDev.Providers.BuiltIn"] = ["GaoDev.Extensions.AI"],
        ["GaoDev.Providers.Anthropic"] = ["GaoDev.Extensions.AI"],
        ["GaoDev.Cli"] = ["GaoDev.Runtime", "GaoDev.Providers.BuiltIn"],
        ["GaoDev.Generators"] = [],
        ["GaoDev.Analyzers"] = [],
        ["GaoDev.CodeFixes"] = ["GaoDev.Analyzers"],
    };

    [Fact]
    public void Projects_AllOfThem_ReferenceWhatTheGraphSays() => Assert.Equal(
        Arrows.OrderBy(arrow => arrow.Key, StringComparer.Ordinal).Select(arrow => $"{arrow.Key} -> {string.Join(", ", arrow.Value.Order(StringComparer.Ordinal))}"),
        Repository.Projects.Keys.Order(StringComparer.Ordinal).Select(project => $"{project} -> {string.Join(", ", Repository.ReferencesOf(project).Order(StringComparer.Ordinal))}"));

    [Fact]
    public void Projects_AllOfThem_HaveNoCycle() =>
        Assert.All(Repository.Projects.Keys, project => Assert.DoesNotContain(project, Repository.ClosureOf(project)));

    [Fact]
    public void Abstractions_Packages_AreTheLoggerInterfacesOnly() => Assert.Equal(
        ["Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions"],
        Repository.PackagesOf("GaoDev.Abstractions").Except(BuildOnly).Order(StringComparer.Ordinal));

    [Fact]
    public void Host_Closure_HasNoFeedsCredentialsOrRuntime()
    {
        Assert.DoesNotContain("GaoDev.Runtime", Repository.ClosureOf("GaoDev.Host"));
        Assert.DoesNotContain(Repository.PackagesOf("GaoDev.Host"), package => package.StartsWith("NuGet.", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(Repository.PackagesOf("GaoDev.Runtime"), package => package.StartsWith("NuGet.", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Plugins_Packages_HaveNoNuGetAndNoConsole() =>
        Assert.DoesNotContain(Repository.PackagesOf("GaoDev.Plugins"), package => package.StartsWith("NuGet.", StringComparison.OrdinalIgnoreCase) || package.StartsWith("Spectre", StringComparison.Ordinal));

    [Fact]
    public void Analyzers_Packages_HaveNoWorkspaces()
    {
        Assert.DoesNotContain(Repository.PackagesOf("GaoDev.Analyzers").Concat(Repository.PackagesOf("GaoDev.Generators")), package => package.Contains("Workspaces", StringComparison.Ordinal));
        Assert.Contains(Repository.PackagesOf("GaoDev.CodeFixes"), package => package.Contains("Workspaces", StringComparison.Ordinal));
    }

    [Fact]
    public void ExamplePluginsAndTemplate_ProjectFiles_DoNotNameTheRuntime()
    {
        string[] projects =
        [
            .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "examples", "plugins"), "*.csproj", SearchOption.AllDirectories),
            .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "templates", "provider-plugin"), "*.csproj", SearchOption.AllDirectories),
        ];

        Assert.NotEmpty(projects);
        Assert.All(
            projects.Where(project => !project.EndsWith(".Tests.csproj", StringComparison.Ordinal)),
            project => Assert.DoesNotContain("GaoDev.Runtime", File.ReadAllText(project), StringComparison.Ordinal));
    }

    private static readonly string[] BuildOnly = ["Microsoft.CodeAnalysis.PublicApiAnalyzers", "Microsoft.NET.ILLink.Tasks"];
}
