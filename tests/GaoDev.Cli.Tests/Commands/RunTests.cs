using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using GaoDev.Host.Tests;

namespace GaoDev.Cli.Tests.Commands;

public sealed class RunTests : IAsyncLifetime
{
    private const int Interrupt = 2;

    private readonly Workplace _workplace = new();

    public async ValueTask InitializeAsync()
    {
        _workplace.SaveEcho();
        _workplace.SaveMisbehaving();
        await _workplace.InstallAsync("Fixtures.Echo");
        await _workplace.InstallAsync("Fixtures.Misbehaving");
    }

    public ValueTask DisposeAsync()
    {
        _workplace.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Run_Answer_IsAllThatStandardOutputHolds()
    {
        ToolRun run = (await _workplace.RunAsync("run", "say:one |two| three", "--provider", "misbehaving")).Succeeded();

        Assert.Equal("startedone two threedone\n", run.Output);
    }

    [Fact]
    public async Task Run_TaskFromStandardInput_IsRead()
    {
        using Process process = _workplace.Start("run", "-", "--provider", "misbehaving");
        await process.StandardInput.WriteAsync("say:from a pipe");
        process.StandardInput.Close();

        ToolRun run = (await Workplace.EndAsync(process)).Succeeded();

        Assert.Contains("from a pipe", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Json_IsALineForEachUpdate()
    {
        ToolRun run = (await _workplace.RunAsync("run", "everything", "--provider", "misbehaving", "--json")).Succeeded();

        string[] types = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("type").GetString()!)];
        Assert.Equal(["text", "reasoning", "tool_call", "usage", "finish", "text"], types);
    }

    [Fact]
    public async Task Run_Setting_ReachesTheProvider()
    {
        ToolRun run = (await _workplace.RunAsync("run", "configuration", "--provider", "echo", "--set", "greeting=salut")).Succeeded();

        Assert.Contains("greeting", run.Output, StringComparison.Ordinal);
        Assert.Contains("salut", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SettingThatTheProviderHasNot_Exits8() =>
        (await _workplace.RunAsync("run", "x", "--provider", "echo", "--set", "greting=salut")).Failed(8, "GAODEV4002");

    [Fact]
    public async Task Run_CrashOfThePlugin_IsAnErrorThatNamesIt()
    {
        ToolRun run = await _workplace.RunAsync("run", "crash:null", "--provider", "misbehaving");

        Assert.Equal(9, run.ExitCode);
        Assert.Contains("GAODEV5003", run.Error, StringComparison.Ordinal);
        Assert.Contains("misbehaving", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ExitInMidStream_IsNotSuccess()
    {
        ToolRun run = await _workplace.RunAsync("run", "crash:exit", "--provider", "misbehaving");

        Assert.Equal(9, run.ExitCode);
        Assert.Contains("GAODEV5003", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TimeOver_Exits9()
    {
        ToolRun run = await _workplace.RunAsync("run", "wait", "--provider", "misbehaving", "--timeout", "0.5");

        Assert.Equal(9, run.ExitCode);
        Assert.Contains("Timeout", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wait")]
    [InlineData("stubborn")]
    [InlineData("ignore")]
    public async Task Run_Interrupted_ExitsAndLeavesNoProcess(string prompt)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using Process process = _workplace.Start("run", prompt, "--provider", "misbehaving");
        process.StandardInput.Close();
        char[] started = new char["started".Length];
        await process.StandardOutput.ReadBlockAsync(started, cancellation);
        int[] children = ChildrenOf(process.Id);
        Assert.NotEmpty(children);

        Assert.Equal(0, Kill(process.Id, Interrupt));
        ToolRun run = await Workplace.EndAsync(process);

        Assert.Equal(130, run.ExitCode);
        foreach (int child in children)
        {
            await ProcessWatch.UntilGoneAsync(child, cancellation);
        }
    }

    private static int[] ChildrenOf(int id) =>
        [.. Directory.EnumerateDirectories($"/proc/{id}/task")
            .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture))];

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int id, int signal);
}
