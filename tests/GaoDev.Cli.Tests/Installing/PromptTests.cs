using System.Diagnostics;
using System.Text;
using GaoDev.Runtime.Tests.Packages;

namespace GaoDev.Cli.Tests.Installing;

/// <summary>The question at a terminal: a pseudo-terminal, which util-linux makes.</summary>
public sealed class PromptTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("y\n", true)]
    [InlineData("n\n", false)]
    [InlineData("\n", false)]
    [InlineData("yikes\n", false)]
    public async Task Question_IsAnsweredByWhatIsTypedAfterIt(string answer, bool isInstalled)
    {
        TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_workplace.Feed);

        string screen = await InstallAsync(before: "", answer);

        Assert.Equal(isInstalled, _workplace.Installed().Contains("plugins.lock.json"));
        Assert.Equal(!isInstalled, screen.Contains("GAODEV3007", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Question_IsNotAnsweredByWhatWasTypedBeforeIt()
    {
        TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").Save(_workplace.Feed);

        string screen = await InstallAsync(before: "y\ny\ny\n", "n\n");

        Assert.Contains("GAODEV3007", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("plugins.lock.json", _workplace.Installed());
    }

    private async Task<string> InstallAsync(string before, string answer)
    {
        string command = $"dotnet {Workplace.Program("gao-dev")} plugins install-provider Contoso.Provider --source {_workplace.Feed}";
        using Process process = _workplace.StartProgram("script", ["--quiet", "--return", "--command", command, "/dev/null"]);
        await process.StandardInput.WriteAsync(before);
        await process.StandardInput.FlushAsync(Cancellation);
        StringBuilder screen = new();
        char[] buffer = new char[4096];
        bool isAnswered = false;
        for (int read; (read = await process.StandardOutput.ReadAsync(buffer, Cancellation)) > 0;)
        {
            screen.Append(buffer, 0, read);
            if (!isAnswered && screen.ToString().Contains("[y/N]", StringComparison.Ordinal))
            {
                isAnswered = true;
                await process.StandardInput.WriteAsync(answer);
                await process.StandardInput.FlushAsync(Cancellation);
            }
        }

        await process.WaitForExitAsync(Cancellation);
        return screen.ToString();
    }
}
