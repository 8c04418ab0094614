using GaoDev.Fixtures;

namespace GaoDev.Host.Tests.Security;

/// <summary>What a confined plugin may use, and what is said when it wants more.</summary>
public sealed class LimitTests(SecurityLab lab) : IClassFixture<SecurityLab>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [AsEachIdentity("native:800")]
    [AsEachIdentity("pipes:300")]
    public async Task Resource_BeyondItsLimit_FailsAndWithoutASandboxDoesNot(Identity identity, string prompt)
    {
        LabRun run = await lab.RunAsync(identity, lab.Script(isConfined: true, prompt) with { Limits = new() { ["resident_memory"] = "4GiB" } }, Token);

        Assert.True(!run.Only.IsDone, run.Only.Text);
        LabRun unconfined = await lab.RunAsync(identity, lab.Script(isConfined: false, prompt), Token);
        Assert.True(unconfined.Only.IsDone, unconfined.Only.Text + unconfined.Only.Error);
    }

    [Theory]
    [AsEachIdentity("native:400", "ResidentMemory", "200MiB")]
    [AsEachIdentity("spin:2", "ProcessorTime", "1s")]
    [AsEachIdentity("stderr:5000", "ErrorBytes", "256KiB")]
    [AsEachIdentity("silence:", "IdleTime", "1s")]
    [AsEachIdentity("drip:", "WallTime", "1s")]
    [AsEachIdentity("flood:x", "Updates", "10000")]
    [AsEachIdentity("flood:0123456789", "AnswerBytes", "64KiB")]
    [AsEachIdentity("inodes:/home/plugin|1000", "Storage", "1MiB")]
    public async Task Limit_Passed_EndsThePluginAndSaysWhich(Identity identity, string prompt, string limit, string value)
    {
        // What passes some limits is done at once; the watch finds it while the plugin goes on.
        bool isWatched = limit is "Storage" or "ErrorBytes" or "ResidentMemory";
        DriverScript script = lab.Script(isConfined: true, prompt, isWatched ? "drip:" : "status:") with
        {
            Limits = new() { [limit] = value },
            Granted = limit == "Storage" ? ["Storage"] : [],
            TimeoutSeconds = 20,
            StopsAtError = isWatched,
        };

        LabRun run = await lab.RunAsync(identity, script, Token);

        LabOutcome ended = run.Outcomes.First(outcome => outcome.Error is not null);
        Assert.Equal("LimitExceeded", ended.Code);
        Assert.Contains("'hostile'", ended.Error, StringComparison.Ordinal);
        Assert.Contains($"limit {limit}", ended.Error, StringComparison.Ordinal);
        Assert.Contains(string.Concat(value.TakeWhile(char.IsDigit)), ended.Error, StringComparison.Ordinal);
        if (!isWatched)
        {
            Assert.Contains("Seccomp:\t2", run.Outcomes[1].Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [AsEachIdentity("native:400", "ResidentMemory", "200MiB")]
    [AsEachIdentity("spin:2", "ProcessorTime", "1s")]
    [AsEachIdentity("stderr:5000", "ErrorBytes", "256KiB")]
    public async Task Limit_PassedWhileLoading_EndsThePluginAndSaysWhich(Identity identity, string attack, string limit, string value)
    {
        DriverScript script = lab.Script(isConfined: true, "status:") with { Limits = new() { [limit] = value }, Settings = new() { ["load"] = attack } };

        LabRun run = await lab.RunAsync(identity, script, Token);

        Assert.Equal("LimitExceeded", run.Only.Code);
        Assert.Contains("'hostile'", run.Only.Error, StringComparison.Ordinal);
        Assert.Contains($"limit {limit}", run.Only.Error, StringComparison.Ordinal);
    }

    [Theory]
    [AsEachIdentity("managed:400", "ManagedMemory", "96MiB")]
    [AsEachIdentity("unmanaged:800", "PrivateMemory", "384MiB")]
    [AsEachIdentity("threads:300", "Threads", "64")]
    [AsEachIdentity("descriptors:600", "Descriptors", "128")]
    [AsEachIdentity("file:8", "FileSize", "2MiB")]
    public async Task Limit_OfTheKernel_RefusesAndSaysWhich(Identity identity, string attack, string limit, string value)
    {
        DriverScript script = lab.Script(isConfined: true, $"uncaught:{attack}") with
        {
            Limits = new() { [limit] = value, ["resident-memory"] = "4GiB" },
            Granted = limit == "FileSize" ? ["Storage"] : [],
        };

        LabRun run = await lab.RunAsync(identity, script, Token);
        LabRun unconfined = await lab.RunAsync(identity, script with { IsConfined = false }, Token);

        Assert.NotNull(run.Only.Error);
        Assert.Contains("'hostile'", run.Only.Error, StringComparison.Ordinal);
        Assert.Contains(limit, run.Only.Error, StringComparison.Ordinal);
        Assert.Contains(string.Concat(value.TakeWhile(char.IsDigit)), run.Only.Error, StringComparison.Ordinal);
        Assert.True(unconfined.Only.IsDone, unconfined.Only.Error);
    }

    [Theory]
    [AsEachIdentity("drip:")]
    [AsEachIdentity("silence:")]
    public async Task Task_ThatNeverEnds_IsEndedAtItsTimeout(Identity identity, string prompt)
    {
        LabRun run = await lab.RunAsync(identity, lab.Script(isConfined: true, "say:ready", prompt) with { TimeoutSeconds = 5 }, Token);

        Assert.Contains("ready", run.Outcomes[0].Text, StringComparison.Ordinal);
        Assert.Equal("ProviderTimeoutException", run.Outcomes[1].Code);
        Assert.False(ProcessWatch.IsAlive(run.Outcomes[0].Process!.Value));
    }

    [Theory]
    [AsEachIdentity]
    public async Task Crash_AnyKind_NamesThePluginAndTheNextRequestStartsAnother(Identity identity)
    {
        string[] crashes = ["crash:stack", "crash:failfast", "crash:exit", "crash:null", "crash:thread"];
        string[] prompts = [.. crashes.SelectMany(crash => (string[])[crash, "say:alive"])];

        LabRun run = await lab.RunAsync(identity, lab.Script(isConfined: true, prompts), Token);

        Assert.Equal(prompts.Length, run.Outcomes.Count);
        foreach (LabOutcome[] pair in run.Outcomes.Chunk(2))
        {
            Assert.Equal("HostCrashed", pair[0].Code);
            Assert.Contains("'hostile'", pair[0].Error, StringComparison.Ordinal);
            Assert.Contains("alive", pair[1].Text, StringComparison.Ordinal);
        }

        Assert.All(run.Outcomes, outcome => Assert.False(outcome.Process is { } id && ProcessWatch.IsAlive(id)));
        Assert.Empty(Directory.GetFiles("/", "core*"));
    }

    [Theory]
    [AsEachIdentity]
    public async Task Text_ThatSteersATerminal_IsEscapedInErrorsAndLogs(Identity identity)
    {
        LabRun run = await lab.RunAsync(identity, lab.Script(isConfined: true, "exception:\u001b[31mred\u001b]52;c;aGk=\u0007\u202e\r\nforged"), Token);

        string all = run.Only.Error + run.Errors.Replace("\n", "", StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', all);
        Assert.DoesNotContain('\u202e', all);
        Assert.DoesNotContain('\u0007', all);
        Assert.Contains(@"\u001b[31mred", all, StringComparison.Ordinal);
    }
}
