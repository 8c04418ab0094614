using System.Text.RegularExpressions;

namespace GaoDev.Sdk.Tests;

/// <summary>What the compiler says to an author whose class is not in order.</summary>
public sealed partial class AuthorBuildTests(Workspace workspace)
{
    private static readonly string Lenient = Sources.ProviderProject.Replace("<TreatWarningsAsErrors>true", "<TreatWarningsAsErrors>false", StringComparison.Ordinal);

    [Fact]
    public async Task Build_ClassesThatAreNotInOrder_FailsWithARuleForEach()
    {
        await workspace.WriteAsync("Wrong/Contoso.Wrong.csproj", Lenient);
        await workspace.WriteAsync("Wrong/Wrong.cs", """
            namespace Contoso;

            [ProviderPlugin("a")] internal sealed class One;
            [ProviderPlugin("b")] internal abstract class Two;
            [ProviderPlugin("c")] internal sealed class Four(string text) { public string Text => text; }
            [ProviderPlugin("Not Kebab")] internal sealed class Five;
            [ProviderPlugin("a")] internal sealed class Six;
            [ProviderPlugin("d", Version = "1")] internal sealed class Seven;
            [ProviderPlugin("e"), ProviderOption("notSnake"), NetworkAccess("")] internal sealed class Eight;
            """);

        DotnetResult result = await DotnetCommand.RunAsync(Path.Combine(workspace.Root, "Wrong"), "build", "-nologo");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            ["3: GAO1001", "3: GAO2002", "4: GAO1002", "5: GAO1001", "5: GAO1004", "6: GAO1001", "6: GAO2001", "7: GAO1001", "7: GAO2002", "8: GAO1001", "8: GAO2003", "9: GAO1001", "9: GAO2008", "9: GAO2009"],
            Error().Matches(result.Output).Select(static match => $"{match.Groups[1].Value}: {match.Groups[2].Value}").Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("/docs/diagnostics/GAO1001.md", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_UseThatWasSuppressed_FailsAtItsLine()
    {
        await workspace.WriteAsync("Hidden/Contoso.Hidden.csproj", Lenient);
        await workspace.WriteAsync("Hidden/Hidden.cs", Sources.Provider.Replace("[FileAccess(FileAccessMode.Read, \"{project}\")]\n[StorageAccess]\n", "#pragma warning disable GAO3001\n", StringComparison.Ordinal));

        DotnetResult result = await DotnetCommand.RunAsync(Path.Combine(workspace.Root, "Hidden"), "build", "-nologo");

        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"Hidden\.cs\(\d+\): GaoDev error GAO3001: 'System\.IO\.Directory'", result.Output);
        Assert.Contains("warning GAO3008", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pack_WithoutAProvider_Fails()
    {
        await workspace.WriteAsync("Empty/Contoso.Empty.csproj", Lenient);
        await workspace.WriteAsync("Empty/Empty.cs", "namespace Contoso;\n\n/// <summary>None.</summary>\npublic interface IEmpty;");

        DotnetResult result = await DotnetCommand.RunAsync(Path.Combine(workspace.Root, "Empty"), "pack", "-nologo");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error GAO9005", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pack_WithoutItsDependencies_Fails()
    {
        await workspace.WriteAsync("Alone/Contoso.Alone.csproj", Lenient);
        await workspace.WriteAsync("Alone/Alone.cs", Sources.Provider);

        DotnetResult result = await DotnetCommand.RunAsync(Path.Combine(workspace.Root, "Alone"), "pack", "-nologo", "-p:SuppressDependenciesWhenPacking=true");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error GAO9006", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pack_WithAPrivateDependency_FailsUnlessThePackageCarriesIt()
    {
        const string Library = """<PackageReference Include="System.Memory.Data" Version="6.0.1" PrivateAssets="all" GeneratePathProperty="true" />""";
        const string Carried = """<None Include="$(PkgSystem_Memory_Data)/lib/net6.0/System.Memory.Data.dll" Pack="true" PackagePath="lib/net10.0" />""";
        string contract = await PackPrivateAsync(Lenient.Replace("Include=\"GaoDev.Sdk\"", "Include=\"GaoDev.Sdk\" PrivateAssets=\"All\"", StringComparison.Ordinal));
        string library = await PackPrivateAsync(Lenient.Replace("</ItemGroup>", Library + "</ItemGroup>", StringComparison.Ordinal));
        string carried = await PackPrivateAsync(Lenient.Replace("</ItemGroup>", Library + Carried + "</ItemGroup>", StringComparison.Ordinal));

        Assert.Contains("error GAO9006: The package does not name GaoDev.Sdk,", contract, StringComparison.Ordinal);
        Assert.Contains("error GAO9006: The package does not name System.Memory.Data,", library, StringComparison.Ordinal);
        Assert.DoesNotContain("GAO9006", carried, StringComparison.Ordinal);
        Assert.Contains("Successfully created package", carried, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_WithPackagesConfigOrAnOldSdk_FailsBeforeTheCompiler()
    {
        await workspace.WriteAsync("Old/Contoso.Old.csproj", Lenient);
        await workspace.WriteAsync("Old/Old.cs", "namespace Contoso;\n\ninternal static class Old;");

        DotnetResult style = await DotnetCommand.RunAsync(Path.Combine(workspace.Root, "Old"), "msbuild", "-restore", "-t:CheckGaoDevCompiler", "-nologo", "-p:RestoreProjectStyle=PackageReference");
        DotnetResult old = await DotnetCommand.RunAsync(Path.Combine(workspace.Root, "Old"), "msbuild", "-t:CheckGaoDevCompiler", "-nologo", "-p:BundledNETCoreAppTargetFrameworkVersion=9.0");
        DotnetResult config = await DotnetCommand.RunAsync(Path.Combine(workspace.Root, "Old"), "msbuild", "-t:CheckGaoDevCompiler", "-nologo", "-p:RestoreProjectStyle=PackagesConfig");

        Assert.DoesNotContain("GAO9001", style.EnsureSuccess().Output, StringComparison.Ordinal);
        Assert.Equal((1, 1), (old.ExitCode, config.ExitCode));
        Assert.Contains("error GAO9001", old.Output, StringComparison.Ordinal);
        Assert.Contains("error GAO9001", config.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_OfAnAssemblyThatCannotBeRead_Fails()
    {
        await workspace.WriteAsync("Broken/Contoso.Broken.csproj", Lenient.Replace("</Project>", """
              <Target Name="Break" AfterTargets="CoreCompile" BeforeTargets="CheckGaoDevPermissions">
                <WriteLinesToFile File="@(IntermediateAssembly)" Lines="MZ but no assembly" Overwrite="true" />
              </Target>
            </Project>
            """, StringComparison.Ordinal));
        await workspace.WriteAsync("Broken/Broken.cs", Sources.Provider);

        DotnetResult result = await DotnetCommand.RunAsync(Path.Combine(workspace.Root, "Broken"), "build", "-nologo");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error GAO9003", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_WithAManifestThatIsTooLong_Fails()
    {
        await workspace.WriteAsync("Long/Contoso.Long.csproj", Lenient);
        await workspace.WriteAsync("Long/Long.cs", Sources.Provider.Replace("Contoso's models", new string('x', 256 * 1024), StringComparison.Ordinal));

        DotnetResult result = await DotnetCommand.RunAsync(Path.Combine(workspace.Root, "Long"), "build", "-nologo");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error GAO9004: A provider's manifest has ", result.Output, StringComparison.Ordinal);
    }

    private async Task<string> PackPrivateAsync(string project)
    {
        await workspace.WriteAsync("Private/Contoso.Private.csproj", project);
        await workspace.WriteAsync("Private/Private.cs", Sources.Provider);
        return (await DotnetCommand.RunAsync(Path.Combine(workspace.Root, "Private"), "pack", "-nologo")).Output;
    }

    [GeneratedRegex(@"Wrong\.cs\((\d+),\d+\): error (GAO\d{4})")]
    private static partial Regex Error();
}
