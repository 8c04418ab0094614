using System.Reflection;
using GaoDev.EndToEnd.Tests.Emulator;
using GaoDev.EndToEnd.Tests.Hosting;
using GaoDev.Providers;
using GaoDev.Runtime;

namespace GaoDev.Extensions.AI.Tests.Confined;

/// <summary>The plugin tests/plugins/Chat, installed by the tool into a home folder of its own, to be run in its sandbox.</summary>
public sealed class ConfinedPlugin : IAsyncLifetime
{
    private readonly string home = Directory.CreateTempSubdirectory("gaodev-confined-").FullName;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        CommandResult installation = await CommandResult.RunAsync(
            "dotnet",
            [
                PathOf("gao-dev"),
                "plugins", "install-provider", Path.GetDirectoryName(PathOf("Fixtures.Chat"))!, "--source", home, "--yes",
            ],
            new Dictionary<string, string?> { ["HOME"] = home, ["GAO_DEV_HOME"] = home },
            TestContext.Current.CancellationToken);
        Assert.True(installation.ExitCode == 0, installation.Error);
    }

    /// <summary>The manager of that home.</summary>
    internal ProviderPluginManager Open(Action<ProviderLifeCycleEvent>? hears = null)
    {
        ProviderPluginManager manager = ProviderPluginManager.Open(new ProviderPluginManagerOptions { HomeDirectory = home, Providers = static builder => builder.AddTelemetry(), LifeCycleCallback = hears });
        Assert.Equal(ProviderConfinement.Confined, manager.GetProvider("chat").Confinement);
        return manager;
    }

    /// <summary>Settings with which it asks the emulator for a model.</summary>
    internal static ProviderConfiguration Settings(AimockServer emulator, string model) =>
        new([new("api_key", AimockServer.Key), new("base_url", new Uri(emulator.Address, "/v1").ToString()), new("default_model", model)], ["api_key"]);

    /// <summary>A provider in a process of its own.</summary>
    internal ValueTask<IAgentProvider> CreateAsync(AimockServer emulator, string model) =>
        Open().Factory.CreateAsync("chat", Settings(emulator, model), TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(home, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string PathOf(string name) => typeof(ConfinedPlugin).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == $"program:{name}")
        .Value!;
}
