using GaoDev.EndToEnd.Tests.Hosting;

namespace GaoDev.EndToEnd.Tests.Tool;

/// <summary>The packed Azure example, installed by the built tool into a home folder of its own.</summary>
public sealed class InstalledExample : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaodev-e2e-").FullName;

    /// <summary>What installing it said.</summary>
    internal CommandResult? Installation { get; private set; }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Installation = await RunAsync(
        [
            "plugins", "install-provider", "GaoDev.Providers.AzureOpenAI", "--yes",
            "--source", Path.Combine(Checkout.Root, "artifacts", "feed"),
            // A packages folder is a feed of what was restored: nothing is asked for beyond this machine.
            "--source", Path.Combine(Checkout.Root, "artifacts", "packages"),
        ],
        new Dictionary<string, string?>());

    /// <summary>Runs gao-dev; its home is this example's.</summary>
    internal Task<CommandResult> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment) => CommandResult.RunAsync(
        "dotnet",
        [Path.Combine(Checkout.Root, "src", "GaoDev.Cli", "bin", "Release", "net10.0", "gao-dev.dll"), .. arguments],
        new Dictionary<string, string?>(environment) { ["HOME"] = folder, ["GAO_DEV_HOME"] = Path.Combine(folder, "gao-dev") },
        TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
