namespace GaoDev.Sdk.Tests;

/// <summary>Projects that are built in other ways than a new one, with the packages as their users get them.</summary>
public sealed class ProjectShapeTests(Workspace workspace)
{
    [Fact]
    public async Task Run_CentralVersionsLinkedFilesFriendsAndAnOldLanguage_RegistersTheProvider()
    {
        await workspace.WriteAsync("Shapes/Directory.Packages.props", """
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="GaoDev.Sdk" Version="0.1.0" />
                <PackageVersion Include="GaoDev.Runtime" Version="0.1.0" />
              </ItemGroup>
            </Project>
            """);
        await workspace.WriteAsync("Shapes/Shared/Shared.cs", """
            namespace Contoso.Shapes
            {
                internal static class Shared
                {
                    public const string Name = "shaped";
                }

                internal sealed partial class ShapedProvider
                {
                    public bool SupportsTool(string toolName)
                    {
                        return false;
                    }
                }
            }
            """);
        await workspace.WriteAsync("Shapes/Plugin/Contoso.Shapes.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <LangVersion>10</LangVersion>
                <Nullable>disable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="GaoDev.Sdk" />
                <Compile Include="../Shared/Shared.cs" Link="Linked/Shared.cs" />
                <InternalsVisibleTo Include="Contoso.Shapes.App" />
              </ItemGroup>
            </Project>
            """);
        await workspace.WriteAsync("Shapes/Plugin/ShapedProvider.cs", """
            using System.Collections.Generic;
            using System.Runtime.CompilerServices;
            using System.Threading;
            using System.Threading.Tasks;
            using GaoDev.Providers;

            namespace Contoso.Shapes
            {
                [ProviderPlugin(Shared.Name, Description = "Answers")]
                internal sealed partial class ShapedProvider : IAgentProvider
                {
                    public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken)
                    {
                        return new ValueTask<ProviderValidationResult>(ProviderValidationResult.Valid);
                    }

                    public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
                    {
                        await Task.Yield();
                        yield return "ok";
                    }
                }
            }
            """);
        await workspace.WriteAsync("Shapes/App/Contoso.Shapes.App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>disable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../Plugin/Contoso.Shapes.csproj" />
                <PackageReference Include="GaoDev.Runtime" />
              </ItemGroup>
            </Project>
            """);
        await workspace.WriteAsync("Shapes/App/Program.cs", """
            using GaoDev;
            using GaoDev.Runtime;

            System.Func<GaoDevBuilder, GaoDevBuilder> add = ReferencedProviders.AddReferencedProviders;
            System.Console.WriteLine(add.Method.Name + " beside " + typeof(Contoso.Shapes.ShapedProvider).Name);
            """);

        string app = Path.Combine(workspace.Root, "Shapes", "App");
        DotnetResult result = (await DotnetCommand.RunAsync(app, "run", "-p:EmitCompilerGeneratedFiles=true", "-p:CompilerGeneratedFilesOutputPath=generated")).EnsureSuccess();

        Assert.Contains("AddReferencedProviders beside ShapedProvider", result.Output, StringComparison.Ordinal);
        string generated = await File.ReadAllTextAsync(
            Path.Combine(app, "generated", "GaoDev.Generators", "GaoDev.Generators.PluginGenerator", "ReferencedProviders.g.cs"), TestContext.Current.CancellationToken);
        Assert.Contains("AddProvider(\"shaped\", static () => new global::GaoDev.Generated.Contoso_Shapes_", generated, StringComparison.Ordinal);
    }
}
