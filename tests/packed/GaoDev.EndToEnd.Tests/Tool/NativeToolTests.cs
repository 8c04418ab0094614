using GaoDev.EndToEnd.Tests.Hosting;

namespace GaoDev.EndToEnd.Tests.Tool;

/// <summary>The tool as a native program, which tests/run.sh publishes.</summary>
public sealed class NativeToolTests : IDisposable
{
    private static readonly string Published = Path.Combine(Checkout.Root, "artifacts", "native");

    private readonly string folder = Directory.CreateTempSubdirectory("gaodev-e2e-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Publish_GivesNoWarningAndNoManagedAssemblyBesideTheHost()
    {
        string log = File.ReadAllText(Path.Combine(Published, "publish.log"));

        Assert.Contains("Generating native code", log, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", log, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Published, "gao-dev"), "*.dll"));
    }

    [Fact]
    public async Task Tool_Native_InstallsRunsListsAndRemovesAProvider()
    {
        string feed = Path.Combine(Checkout.Root, "artifacts", "feed");

        await SucceedAsync("plugins", "install-provider", "GaoDev.Examples.Echo", "--source", feed, "--yes");
        CommandResult list = await SucceedAsync("plugins", "list-providers", "--json");
        CommandResult answer = await SucceedAsync("run", "Hello there", "--provider", "echo");
        await SucceedAsync("plugins", "verify");
        await SucceedAsync("plugins", "uninstall-provider", "echo");

        Assert.Contains("\"echo\"", list.Output, StringComparison.Ordinal);
        Assert.Equal("Hello there", answer.Output.Trim());
    }

    [Fact]
    public async Task Tool_Native_SaysWhatIsWrongAsTheOtherDoes()
    {
        CommandResult result = await RunAsync("plugins", "install-provider", "Contoso.Missing", "--source", Path.Combine(Checkout.Root, "artifacts", "feed"), "--yes");

        Assert.Equal(11, result.ExitCode);
        Assert.Contains("GAODEV2001", result.Error, StringComparison.Ordinal);
    }

    private async Task<CommandResult> SucceedAsync(params string[] arguments)
    {
        CommandResult result = await RunAsync(arguments);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.Output}{result.Error}");
        return result;
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => CommandResult.RunAsync(
        Path.Combine(Published, "gao-dev", "gao-dev"),
        arguments,
        new Dictionary<string, string?> { ["HOME"] = folder, ["GAO_DEV_HOME"] = Path.Combine(folder, "gao-dev") },
        TestContext.Current.CancellationToken);
}
