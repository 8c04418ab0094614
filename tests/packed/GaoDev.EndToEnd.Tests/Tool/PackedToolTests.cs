using System.Text.Json;
using GaoDev.EndToEnd.Tests.Emulator;
using GaoDev.EndToEnd.Tests.Hosting;

namespace GaoDev.EndToEnd.Tests.Tool;

/// <summary>The tool's own package, installed as people install it.</summary>
public sealed class PackedToolTests(AimockServer emulator) : IDisposable
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

        CommandResult missing = await RunAsync(tool, ["run", "x", "--provider", "anthropic"]);
        Assert.Equal(3, missing.ExitCode);
        Assert.Contains("gao-dev plugins install-provider GaoDev.Providers.Anthropic", missing.Error, StringComparison.Ordinal);

        // What the tool carries is installed without a source, and runs confined as any other.
        CommandResult carried = await SucceedAsync(tool, ["plugins", "install-provider", "GaoDev.Providers.Anthropic", "--yes", "--json"]);
        JsonElement installed = JsonSerializer.Deserialize<JsonElement>(carried.Output);
        Assert.Contains("Anthropic", installed.GetProperty("packages").EnumerateArray().Select(package => package.GetProperty("id").GetString()));
        Assert.All(installed.GetProperty("packages").EnumerateArray(), package =>
        {
            string source = package.GetProperty("source").GetString()!;
            Assert.StartsWith(tools, source, StringComparison.Ordinal);
            Assert.EndsWith("/providers", source, StringComparison.Ordinal);
        });
        CommandResult shown = await SucceedAsync(tool, ["plugins", "show-provider", "anthropic", "--json"]);
        Assert.Equal("confined", JsonSerializer.Deserialize<JsonElement>(shown.Output).GetProperty("runs").GetString());
        CommandResult told = await SucceedAsync(tool, ["run", "Count to eight", "--provider", "anthropic", "--json"]);
        string[] types = [.. told.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("type").GetString()!)];
        Assert.True(types.Count(type => type == "text") > 5, told.Output);
        Assert.Equal(["usage", "finish"], types.Where(type => type != "text"));
        CommandResult refused = await RunAsync(tool, ["run", "Hurry", "--provider", "anthropic"]);
        Assert.Equal(9, refused.ExitCode);
        Assert.Contains("GAODEV6003", refused.Error, StringComparison.Ordinal);
        CommandResult outdated = await SucceedAsync(tool, ["plugins", "update-provider", "anthropic"]);
        Assert.Contains("up to date", outdated.Error, StringComparison.Ordinal);
    }

    private async Task<CommandResult> SucceedAsync(string program, IReadOnlyList<string> arguments)
    {
        CommandResult result = await RunAsync(program, arguments);
        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {result.Output}{result.Error}");
        return result;
    }

    private Task<CommandResult> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        Dictionary<string, string?> environment = new()
        {
            ["HOME"] = folder,
            ["DOTNET_CLI_HOME"] = folder,
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["NUGET_PACKAGES"] = Path.Combine(folder, "packages"),
            ["GAO_DEV_HOME"] = null,
            ["ANTHROPIC_API_KEY"] = AimockServer.Key,
            ["ANTHROPIC_BASE_URL"] = emulator.Address.ToString(),
        };
        return CommandResult.RunAsync(program, arguments, environment, TestContext.Current.CancellationToken);
    }
}
