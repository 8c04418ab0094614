using GaoDev.EndToEnd.Tests.Hosting;

namespace GaoDev.EndToEnd.Tests.Tool;

/// <summary>The script of docs/: from the template to an answered task.</summary>
public sealed class FirstProviderTests
{
    [Theory]
    [InlineData]
    [InlineData("--central-packages", "false", "--tests", "false", "--ci", "none")]
    public async Task Script_FromTheTemplate_EndsWithAnAnswer(params string[] options)
    {
        CommandResult result = await CommandResult.RunAsync("bash", [Path.Combine(Checkout.Root, "docs", "first-provider.sh"), .. options], new Dictionary<string, string?>(), TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        string[] lines = result.Output.TrimEnd().Split('\n');
        Assert.Contains("Hello there", lines[^2], StringComparison.Ordinal);
        Assert.StartsWith("From dotnet new to an answer: ", lines[^1], StringComparison.Ordinal);
    }
}
