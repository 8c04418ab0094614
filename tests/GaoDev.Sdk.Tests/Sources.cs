namespace GaoDev.Sdk.Tests;

/// <summary>What the tests' author writes.</summary>
internal static class Sources
{
    /// <summary>The strictest settings that a project has: what is generated must pass them too.</summary>
    public const string ProviderProject = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            <AnalysisLevel>latest-all</AnalysisLevel>
            <IsAotCompatible>true</IsAotCompatible>
            <Version>1.2.3-beta.1</Version>
            <PackageTags>contoso</PackageTags>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="GaoDev.Sdk" Version="0.1.0" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>No using of its own for the contract, and <c>[FileAccess]</c> beside <c>System.IO.FileAccess</c>.</summary>
    public const string Provider = """
        using System.Runtime.CompilerServices;

        namespace Contoso;

        /// <summary>Answers with the folder.</summary>
        [ProviderPlugin("contoso", Description = "Contoso's models", Models = ["large", "small"])]
        [ProviderOption("api_key", Environment = "CONTOSO_API_KEY", Required = true, Secret = true)]
        [ProviderOption("retries", Type = ProviderOptionType.Integer, Default = 3, AllowedValues = ["3", "10"])]
        [ProviderOption("ratio", Type = ProviderOptionType.Number, Default = 1e16)]
        [NetworkAccess("api.contoso.com", Reason = "calls the model")]
        [FileAccess(FileAccessMode.Read, "{project}")]
        [StorageAccess]
        public sealed partial class ContosoProvider(ProviderContext context) : IAgentProvider
        {
            /// <inheritdoc/>
            public bool SupportsTool(string toolName) => false;

            /// <inheritdoc/>
            public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) =>
                ValueTask.FromResult(ProviderValidationResult.Valid);

            /// <inheritdoc/>
            public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
            {
                await Task.CompletedTask.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (context.HttpClient.Timeout != TimeSpan.Zero && Directory.Exists(context.WorkingDirectory))
                {
                    yield return context.WorkingDirectory;
                }
            }
        }
        """;
}
