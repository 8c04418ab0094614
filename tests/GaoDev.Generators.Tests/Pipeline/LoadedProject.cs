using System.Reflection;
using System.Runtime.Loader;
using GaoDev.Plugins;
using GaoDev.Providers;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Generators.Tests.Pipeline;

/// <summary>A project's assembly, loaded and unloaded again, with the first provider that it declares.</summary>
internal sealed class LoadedProject : IDisposable
{
    private readonly AssemblyLoadContext context = new(nameof(LoadedProject), isCollectible: true);
    private readonly HttpClient http = new();

    public LoadedProject(TestProject project)
    {
        using MemoryStream stream = new(project.Emit());
        Assembly assembly = context.LoadFromStream(stream);
        Manifest = assembly.GetCustomAttributes<ProviderManifestAttribute>().First();
        Plugin = (BaseProviderPlugin)Activator.CreateInstance(assembly.GetType(Manifest.EntryType, throwOnError: true)!)!;
    }

    public ProviderManifestAttribute Manifest { get; }

    public BaseProviderPlugin Plugin { get; }

    public IAgentProvider Create() =>
        Plugin.CreateProvider(new ProviderContext(Plugin.GetDefaultConfiguration(), http, NullLogger.Instance, TimeProvider.System, Path.GetTempPath()));

    public void Dispose()
    {
        http.Dispose();
        context.Unload();
    }
}
