namespace GaoDev.EndToEnd.Tests.Hosting;

/// <summary>examples/hosting, published as Native AOT into a folder of its own.</summary>
public sealed class PublishedExample : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaodev-hosting-").FullName;

    internal string Program => Path.Combine(folder, "app", "Hosting");

    /// <summary>An empty home, so that nothing of the user's plays a part.</summary>
    internal string Home => Directory.CreateDirectory(Path.Combine(folder, "home")).FullName;

    internal CommandResult? Publishing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        using CancellationTokenSource hang = new(TimeSpan.FromMinutes(8));
        Publishing = await CommandResult.RunAsync(
            "dotnet",
            ["publish", Path.Combine(Checkout.Root, "examples", "hosting"), "-c", "Release", "-o", Path.Combine(folder, "app"), "--nologo", "--disable-build-servers"],
            new Dictionary<string, string?> { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1" },
            hang.Token);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
