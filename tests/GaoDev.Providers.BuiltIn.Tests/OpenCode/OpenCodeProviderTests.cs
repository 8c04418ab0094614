using GaoDev.EndToEnd.Tests.Emulator;
using GaoDev.Providers.BuiltIn.OpenCode;
using GaoDev.Providers.BuiltIn.Tests.Emulators;

namespace GaoDev.Providers.BuiltIn.Tests.OpenCode;

/// <summary>The real tool, in an empty home, with an opencode.json that names the emulator.</summary>
public sealed class OpenCodeProviderTests : IDisposable
{
    private readonly ToolHome home = new();

    public OpenCodeProviderTests(AimockServer emulator) => home.WriteOpenCodeSettings(emulator.Address, "{env:EMULATOR_KEY}");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task ExecuteTask_Answer_HasTextUsageAndFinish()
    {
        AgentUpdate[] updates = await RunAsync("Count to eight");

        Assert.Equal("One, two, three, four, five, six, seven, eight. Ünïcödé 🦊 too.", string.Concat(updates.OfType<TextUpdate>().Select(text => text.Text)));
        UsageUpdate usage = Assert.Single(updates.OfType<UsageUpdate>());
        Assert.Equal((11, 23), (usage.InputTokens, usage.OutputTokens));
        Assert.Equal(new FinishUpdate(FinishReason.Stop), updates[^1]);
    }

    [Fact]
    public async Task ExecuteTask_ToolUse_IsReportedAndTheAnswerGoesOn()
    {
        await File.WriteAllTextAsync(Path.Combine(home.Project, "note.txt"), "hello", Token);

        AgentUpdate[] updates = await RunAsync("Read the note", tools: ["read"]);

        ToolCallUpdate call = Assert.Single(updates.OfType<ToolCallUpdate>());
        Assert.Equal("read", call.ToolName);
        Assert.Contains("note.txt", call.ArgumentsJson, StringComparison.Ordinal);
        Assert.Equal("There is a note.", string.Concat(updates.OfType<TextUpdate>().Select(text => text.Text)));
    }

    [Fact]
    public async Task ExecuteTask_WrongKey_ThrowsAuthenticationWithoutTheKey()
    {
        ProviderException failure = await Assert.ThrowsAnyAsync<ProviderException>(() => RunAsync("Count to eight", key: "wrong-key-of-someone"));

        Assert.Equal((ProviderErrorKind.Authentication, "opencode"), (failure.Kind, failure.ProviderName));
        Assert.DoesNotContain("wrong-key-of-someone", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteTask_BadRequest_ThrowsInvalidRequest()
    {
        ProviderException failure = await Assert.ThrowsAnyAsync<ProviderException>(() => RunAsync("Misunderstand"));

        Assert.Equal(ProviderErrorKind.InvalidRequest, failure.Kind);
    }

    // The tool itself tries again for as long as the backend does not serve; the task's time ends that.
    [Fact]
    public async Task ExecuteTask_BackendDown_EndsWithTheTasksTimeAndLeavesNoProcess()
    {
        await Assert.ThrowsAsync<ProviderTimeoutException>(() => RunAsync("Fall over", timeout: TimeSpan.FromSeconds(4)));

        using CancellationTokenSource hang = new(TimeSpan.FromSeconds(30));
        while (ToolHome.CountRunning(ToolHome.OpenCode, home.Home) > 0)
        {
            await Task.Delay(20, hang.Token);
        }
    }

    [Fact]
    public async Task ExecuteTask_ToolIsNotThere_ThrowsCliNotFound()
    {
        OpenCodeProvider provider = new(home.NewContext(new KeyValuePair<string, string>("cli_path", "/no/such/opencode")));

        ProviderException failure = await Assert.ThrowsAnyAsync<ProviderException>(async () => await provider.ExecuteTaskAsync(home.NewTask("x"), Token).ToArrayAsync(Token));

        Assert.Equal(ProviderErrorKind.CliNotFound, failure.Kind);
    }

    [Fact]
    public void TranslateModelName_WithoutProvider_GetsTheConfiguredOneOrIsRefused()
    {
        OpenCodeProvider provider = new(home.NewContext(new KeyValuePair<string, string>("model_provider", "emulator")));

        Assert.Equal("emulator/gpt-4", provider.TranslateModelName("gpt-4"));
        Assert.Equal("other/gpt-4", provider.TranslateModelName("other/gpt-4"));
        Assert.Throws<ModelNotFoundException>(() => new OpenCodeProvider(home.NewContext()).TranslateModelName("gpt-4"));
    }

    private async Task<AgentUpdate[]> RunAsync(string prompt, IReadOnlyList<string>? tools = null, string key = AimockServer.Key, TimeSpan? timeout = null)
    {
        await using OpenCodeProvider provider = new(home.NewContext(new("cli_path", ToolHome.OpenCode), new("model_provider", "emulator")));
        AgentTask task = home.NewTask(prompt);
        Dictionary<string, string> variables = new(task.Context.EnvironmentVariables) { ["EMULATOR_KEY"] = key };
        task = task with { Model = "gpt-4", Tools = tools ?? [], Timeout = timeout, Context = task.Context with { EnvironmentVariables = variables } };
        return await provider.ExecuteTaskAsync(task, Token).ToArrayAsync(Token);
    }
}
