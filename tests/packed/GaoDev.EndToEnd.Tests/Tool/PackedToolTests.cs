using GaoDev.EndToEnd.Tests.Hosting;

namespace GaoDev.EndToEnd.Tests.Tool;

/// <summary>The tool's own package, installed as people install it.</summary>
public sealed class PackedToolTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaodev-e2e-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Tool_Installed_InstallsAndRunsAProvider()
    {
        string feed = Path.Combine(Checkout.Root, "artifacts", "feed");
        string tools = Path.Combine(folder, "tools");
        await SucceedAsync("dotnet", ["tool", "install", "GaoDev.Cli", "--version", "0.1.0", "--tool-path", tools, "--source", feed]);
        string tool = Path.Combine(tools, "gao-dev");

        await SucceedAsync(tool, ["plugins", "install-provider", "GaoDev.Examples.Echo", "--source", feed, "--yes"]);
        CommandResult answer = await SucceedAsync(tool, ["run", "Hello there", "--provider", "echo"]);

        Assert.Equal("Hello there", answer.Output.Trim());
    }

    private async Task<CommandResult> SucceedAsync(string program, IReadOnlyList<string> arguments)
    {
        Dictionary<string, string?> environment = new()
        {
            ["HOME"] = folder,
            ["DOTNET_CLI_HOME"] = folder,
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["NUGET_PACKAGES"] = Path.Combine(folder, "packages"),
            ["GAO_DEV_HOME"] = null,
        };
        CommandResult result = await CommandResult.RunAsync(program, arguments, environment, TestContext.Current.CancellationToken);
        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {result.Output}{result.Error}");
        return result;
    }
}
