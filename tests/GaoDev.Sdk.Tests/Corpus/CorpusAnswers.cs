using System.Reflection;
using System.Runtime.Loader;
using GaoDev.Plugins;
using GaoDev.Plugins.Manifests;
using GaoDev.Providers;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Sdk.Tests.Corpus;

/// <summary>Does with a built program what an installation and a task would: read the manifests, create each provider, ask it.</summary>
internal static class CorpusAnswers
{
    /// <summary>The answers of all providers in order of name, without a word where all is well.</summary>
    public static async Task<IReadOnlyList<string>> AskAsync(CorpusResult result, CancellationToken cancellationToken)
    {
        using MemoryStream image = new(result.Image!);
        IReadOnlyList<ProviderManifest> manifests = ManifestReader.Read(image, "Contoso.Provider");
        AssemblyLoadContext context = new("program", isCollectible: true);
        try
        {
            context.Resolving += (loader, name) => result.References.TryGetValue(name.Name!, out byte[]? reference) ? loader.LoadFromStream(new MemoryStream(reference)) : null;
            image.Position = 0;
            Assembly assembly = context.LoadFromStream(image);
            List<string> answers = [];
            foreach (ProviderManifest manifest in manifests)
            {
                answers.Add(await AskAsync((BaseProviderPlugin)Activator.CreateInstance(assembly.GetType(manifest.EntryType, throwOnError: true)!)!, manifest, cancellationToken));
            }

            return answers;
        }
        finally
        {
            context.Unload();
        }
    }

    private static async Task<string> AskAsync(BaseProviderPlugin plugin, ProviderManifest manifest, CancellationToken cancellationToken)
    {
        using HttpClient client = new();
        await using IAgentProvider provider = plugin.CreateProvider(new ProviderContext(ProviderConfiguration.Empty, client, NullLogger.Instance, TimeProvider.System, Path.GetTempPath()));
        Assert.Equal((manifest.Metadata.Name, manifest.Metadata.Version), (provider.Name, provider.Version));
        Assert.Equal(manifest.Metadata.SupportedModels, provider.SupportedModels);
        string answer = "";
        await foreach (AgentUpdate update in provider.ExecuteTaskAsync(new AgentTask("x", new AgentContext(Path.GetTempPath())), cancellationToken))
        {
            answer += update is TextUpdate text ? text.Text : "";
        }

        return answer;
    }
}
