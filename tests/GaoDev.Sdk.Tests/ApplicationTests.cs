using System.Text.Json;

namespace GaoDev.Sdk.Tests;

/// <summary>Applications that reference a provider's package.</summary>
public sealed class ApplicationTests(Workspace workspace)
{
    [Fact]
    public async Task Build_WithAPluginAlone_GetsTheContractAndNoCompilerComponents()
    {
        await WriteAsync("Plain", "<PackageReference Include=\"Contoso.Provider\" Version=\"1.2.3-beta.1\" />", """
            GaoDev.Providers.IAgentProvider? provider = null;
            System.Console.WriteLine(provider?.Name ?? typeof(Contoso.ContosoProvider).Name);
            """);

        DotnetResult result = (await DotnetCommand.RunAsync(
            Path.Combine(workspace.Root, "Plain"), "msbuild", "-restore", "-t:Build", "-nologo", "-getItem:Analyzer", "-getItem:ReferencePath", "-getItem:Using", "-getProperty:PackageType", "-getProperty:GaoDevHost")).EnsureSuccess();

        using JsonDocument build = JsonDocument.Parse(result.Output);
        JsonElement items = build.RootElement.GetProperty("Items");
        Assert.DoesNotContain("GaoDev", Names(items, "Analyzer"), StringComparison.Ordinal);
        Assert.DoesNotContain("GaoDev", Names(items, "Using"), StringComparison.Ordinal);
        Assert.Equal(1, Names(items, "ReferencePath").Split('\n').Count(static name => name.EndsWith("GaoDev.Abstractions.dll", StringComparison.Ordinal)));
        Assert.DoesNotContain("GaoDevProvider", build.RootElement.GetProperty("Properties").GetProperty("PackageType").GetString(), StringComparison.Ordinal);
        Assert.Equal("", build.RootElement.GetProperty("Properties").GetProperty("GaoDevHost").GetString());
    }

    [Fact]
    public async Task Run_WithTheRuntime_RegistersReferencedAndOwnProviders()
    {
        await WriteAsync(
            "App",
            "<PackageReference Include=\"Contoso.Provider\" Version=\"1.2.3-beta.1\" /><PackageReference Include=\"GaoDev.Runtime\" Version=\"0.1.0\" />",
            """
            using GaoDev;
            using GaoDev.Runtime;

            System.Func<GaoDevBuilder, GaoDevBuilder> add = ReferencedProviders.AddReferencedProviders;
            System.Console.WriteLine("method: " + add.Method.Name);
            foreach (var provider in System.Reflection.Assembly.GetExecutingAssembly().GetReferencedAssemblies())
            {
                System.Console.WriteLine("assembly: " + provider.Name);
            }
            """);
        await workspace.WriteAsync("App/OwnProvider.cs", Sources.Provider
            .Replace("using System.Runtime.CompilerServices;", "using System.Runtime.CompilerServices;\nusing GaoDev.Permissions;\nusing GaoDev.Providers;", StringComparison.Ordinal)
            .Replace("namespace Contoso;", "namespace App;", StringComparison.Ordinal)
            .Replace("\"contoso\"", "\"own\"", StringComparison.Ordinal));

        DotnetResult result = (await DotnetCommand.RunAsync(Path.Combine(workspace.Root, "App"), "run", "-p:EmitCompilerGeneratedFiles=true", "-p:CompilerGeneratedFilesOutputPath=generated")).EnsureSuccess();

        Assert.Contains("method: AddReferencedProviders", result.Output, StringComparison.Ordinal);
        Assert.Contains("assembly: Contoso.Provider", result.Output, StringComparison.Ordinal);
        string generated = await File.ReadAllTextAsync(
            Path.Combine(workspace.Root, "App", "generated", "GaoDev.Generators", "GaoDev.Generators.PluginGenerator", "ReferencedProviders.g.cs"), TestContext.Current.CancellationToken);
        Assert.Equal(["contoso", "own"], generated.Split('\n').Where(static line => line.Contains("AddProvider(", StringComparison.Ordinal)).Select(static line => line.Split('"')[1]));
    }

    [Fact]
    public async Task Build_WithAProviderThatAPackageBrings_TakesItByPolicy()
    {
        await workspace.WriteAsync("Bundle/Contoso.Bundle.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <GeneratePackageOnBuild>false</GeneratePackageOnBuild>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="Contoso.Provider" Version="1.2.3-beta.1" /></ItemGroup>
            </Project>
            """);
        await workspace.WriteAsync("Bundle/Bundle.cs", "namespace Contoso.Bundle; public static class Bundle;");
        (await DotnetCommand.RunAsync(Path.Combine(workspace.Root, "Bundle"), "pack", "-c", "Release", "-o", workspace.Feed, "-nologo")).EnsureSuccess();
        await WriteAsync(
            "Transitive",
            "<PackageReference Include=\"Contoso.Bundle\" Version=\"1.0.0\" /><PackageReference Include=\"GaoDev.Runtime\" Version=\"0.1.0\" />"
            + "<GaoDevAllowProvider Include=\"$(Allow)\" /><GaoDevDenyProvider Include=\"$(Deny)\" /><GaoDevExcludeProvider Include=\"$(Exclude)\" /><GaoDevDenyPermission Include=\"$(DenyPermission)\" />",
            "System.Console.WriteLine();");

        string said = await BuildAsync();
        string allowed = await BuildAsync("-p:Allow=contoso");
        string excluded = await BuildAsync("-p:Exclude=Contoso.Provider");
        string denied = await BuildAsync("-p:Deny=contoso");
        string permission = await BuildAsync("-p:DenyPermission=network");

        Assert.Contains("GAO4004: 'contoso' of Contoso.Provider", said, StringComparison.Ordinal);
        Assert.DoesNotContain("GAO4", allowed, StringComparison.Ordinal);
        Assert.DoesNotContain("GAO4", excluded, StringComparison.Ordinal);
        Assert.Contains("error GAO4005", denied, StringComparison.Ordinal);
        Assert.Contains("error GAO4005: 'contoso' of Contoso.Provider is not registered: it declares the permission network", permission, StringComparison.Ordinal);
    }

    private async Task<string> BuildAsync(params string[] properties) =>
        (await DotnetCommand.RunAsync(Path.Combine(workspace.Root, "Transitive"), ["build", "-nologo", "-p:TreatWarningsAsErrors=false", "-verbosity:quiet", .. properties])).Output;

    private async Task WriteAsync(string name, string references, string program)
    {
        await workspace.WriteAsync($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>{references}</ItemGroup>
            </Project>
            """);
        await workspace.WriteAsync($"{name}/Program.cs", program);
    }

    private static string Names(JsonElement items, string item) =>
        string.Join('\n', items.GetProperty(item).EnumerateArray().Select(static entry => entry.GetProperty("Identity").GetString()));
}
