using GaoDev.EndToEnd.Tests.Emulator;
using GaoDev.Providers.BuiltIn.ClaudeCode;
using GaoDev.Providers.BuiltIn.Tests.Emulators;

namespace GaoDev.Providers.BuiltIn.Tests.ClaudeCode;

/// <summary>The real tool, in an empty home, pointed at the emulator.</summary>
public sealed class ClaudeCodeProviderTests(AimockServer emulator) : IDisposable
{
    private readonly ToolHome home = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task ExecuteTask_Answer_IsStreamedWithUsageCostAndFinish()
    {
        AgentUpdate[] updates = await RunAsync(home.NewTask("Count to eight") with { Model = "claude-sonnet-4.5" });

        TextUpdate[] texts = [.. updates.OfType<TextUpdate>()];
        Assert.Equal("One, two, three, four, five, six, seven, eight. Ünïcödé 🦊 too.", string.Concat(texts.Select(text => text.Text)));
        Assert.True(texts.Length > 5, $"The answer came in {texts.Length} parts.");
        UsageUpdate usage = Assert.Single(updates.OfType<UsageUpdate>());
        Assert.Equal((11, 23), (usage.InputTokens, usage.OutputTokens));
        Assert.True(usage.CostInUsd > 0);
        Assert.Equal(new FinishUpdate(FinishReason.Stop), updates[^1]);
    }

    [Fact]
    public async Task ExecuteTask_ToolUse_IsReportedAndTheAnswerGoesOn()
    {
        await File.WriteAllTextAsync(Path.Combine(home.Project, "note.txt"), "hello", Token);

        AgentUpdate[] updates = await RunAsync(home.NewTask("Look into the folder") with { Tools = ["Read"] });

        ToolCallUpdate call = Assert.Single(updates.OfType<ToolCallUpdate>());
        Assert.Equal(("toolu_read", "Read"), (call.CallId, call.ToolName));
        Assert.Equal("There is a note.", string.Concat(updates.OfType<TextUpdate>().Select(text => text.Text)));
    }

    [Theory]
    [InlineData("Hurry", ProviderErrorKind.RateLimit)]
    [InlineData("Spend everything", ProviderErrorKind.QuotaExceeded)]
    [InlineData("Forbid", ProviderErrorKind.Authorization)]
    [InlineData("Fall over", ProviderErrorKind.ProviderUnavailable)]
    public async Task ExecuteTask_Refusal_ThrowsItsKind(string prompt, ProviderErrorKind kind)
    {
        ProviderException failure = await Assert.ThrowsAnyAsync<ProviderException>(() => RunAsync(home.NewTask(prompt)));

        Assert.Equal((kind, "claude-code"), (failure.Kind, failure.ProviderName));
    }

    [Fact]
    public async Task ExecuteTask_WrongKey_ThrowsAuthenticationWithoutTheKey()
    {
        ProviderException failure = await Assert.ThrowsAnyAsync<ProviderException>(() => RunAsync(home.NewTask("Count to eight"), new KeyValuePair<string, string>("api_key", "wrong-key-of-someone")));

        Assert.Equal(ProviderErrorKind.Authentication, failure.Kind);
        Assert.DoesNotContain("wrong-key-of-someone", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteTask_NoOneListens_ThrowsNetwork()
    {
        ProviderException failure = await Assert.ThrowsAnyAsync<ProviderException>(() => RunAsync(home.NewTask("x"), new KeyValuePair<string, string>("base_url", "http://127.0.0.1:1")));

        Assert.Equal(ProviderErrorKind.Network, failure.Kind);
    }

    [Fact]
    public async Task ExecuteTask_UnknownArgumentOfTheTool_ThrowsWithItsExitCode()
    {
        string program = Path.Combine(home.Home, "claude");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec '{ToolHome.Claude}' --no-such-switch\n", Token);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        ProviderExecutionException failure = await Assert.ThrowsAsync<ProviderExecutionException>(() => RunAsync(home.NewTask("x"), new KeyValuePair<string, string>("cli_path", program)));

        Assert.Equal("1", failure.Details["exit_code"]);
        Assert.Contains("no-such-switch", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteTask_Cancelled_ThrowsAndLeavesNoProcess()
    {
        await using ClaudeCodeProvider provider = NewProvider();
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (AgentUpdate _ in provider.ExecuteTaskAsync(home.NewTask("Count slowly"), cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });

        await WaitUntilGoneAsync();
    }

    [Fact]
    public async Task ExecuteTask_TimeOver_ThrowsTimeoutAndLeavesNoProcess()
    {
        await Assert.ThrowsAsync<ProviderTimeoutException>(() => RunAsync(home.NewTask("Count slowly") with { Timeout = TimeSpan.FromSeconds(2) }));

        await WaitUntilGoneAsync();
    }

    [Fact]
    public async Task ExecuteTask_ToolIsNotThere_ThrowsCliNotFoundThatSaysHowToGetIt()
    {
        ProviderException failure = await Assert.ThrowsAnyAsync<ProviderException>(() => RunAsync(home.NewTask("x"), new KeyValuePair<string, string>("cli_path", "/no/such/claude")));

        Assert.Equal(ProviderErrorKind.CliNotFound, failure.Kind);
        Assert.True(failure.IsEligibleForFallback);
        Assert.Contains("npm install", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteTask_WhatItCannotDo_IsRefusedBeforeAnythingStarts()
    {
        AgentTask task = home.NewTask("x");
        foreach (AgentTask impossible in new[]
        {
            task with { Tools = ["NoSuchTool"] },
            task with { ToolDefinitions = [new AgentTool("f", "", "{}")] },
            task with { Context = task.Context with { EnableNetwork = false } },
        })
        {
            ProviderException failure = await Assert.ThrowsAnyAsync<ProviderException>(() => RunAsync(impossible, new KeyValuePair<string, string>("cli_path", "/no/such/claude")));
            Assert.Equal(ProviderErrorKind.InvalidRequest, failure.Kind);
        }
    }

    [Fact]
    public async Task ValidateConfiguration_ToolThere_IsValidAndOtherwiseSaysSo()
    {
        await using ClaudeCodeProvider provider = NewProvider();
        await using ClaudeCodeProvider without = NewProvider(new KeyValuePair<string, string>("cli_path", "/no/such/claude"));

        Assert.Empty((await provider.ValidateConfigurationAsync(Token)).Problems);
        Assert.Contains("/no/such/claude", Assert.Single((await without.ValidateConfigurationAsync(Token)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void TranslateModelName_Dots_AreHyphensAndTheRestIsLeftAlone()
    {
        ClaudeCodeProvider provider = NewProvider();

        Assert.Equal("claude-sonnet-4-5", provider.TranslateModelName("claude-sonnet-4.5"));
        Assert.Equal("opus", provider.TranslateModelName("opus"));
        Assert.True(provider.SupportsTool("Read"));
        Assert.False(provider.SupportsTool("read"));
    }

    private ClaudeCodeProvider NewProvider(params KeyValuePair<string, string>[] changes) => new(home.NewContext(
    [
        new("cli_path", ToolHome.Claude), new("api_key", AimockServer.Key), new("base_url", emulator.Address.ToString().TrimEnd('/')), new("max_retries", "0"), .. changes,
    ]));

    private async Task<AgentUpdate[]> RunAsync(AgentTask task, params KeyValuePair<string, string>[] changes)
    {
        await using ClaudeCodeProvider provider = NewProvider(changes);
        return await provider.ExecuteTaskAsync(task, Token).ToArrayAsync(Token);
    }

    private async Task WaitUntilGoneAsync()
    {
        using CancellationTokenSource hang = new(TimeSpan.FromSeconds(30));
        while (ToolHome.CountRunning(ToolHome.Claude, home.Home) > 0)
        {
            await Task.Delay(20, hang.Token);
        }
    }
}
