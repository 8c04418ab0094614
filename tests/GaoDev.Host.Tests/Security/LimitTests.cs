using GaoDev.Fixtures;

namespace GaoDev.Host.Tests.Security;

/// <summary>What a confined plugin may use, and what is said when it wants more.</summary>
public sealed class LimitTests(SecurityLab lab) : IClassFixture<SecurityLab>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Identity.Root, "managed:400", true)]
    [InlineData(Identity.OrdinaryUser, "managed:400", true)]
    [InlineData(Identity.Root, "native:800", true)]
    [InlineData(Identity.OrdinaryUser, "native:800", true)]
    [InlineData(Identity.Root, "threads:300", true)]
    [InlineData(Identity.OrdinaryUser, "threads:300", true)]
    [InlineData(Identity.Root, "descriptors:600", true)]
    [InlineData(Identity.OrdinaryUser, "descriptors:600", true)]
    [InlineData(Identity.OrdinaryUser, "pipes:300", true)]
    public async Task Resource_BeyondItsLimit_FailsAndWithoutASandboxDoesNot(Identity identity, string prompt, bool control)
    {
        LabRun run = await lab.RunAsync(identity, lab.Script(isConfined: true, prompt) with { ResidentMiB = 4096 }, Token);

        Assert.True(!run.Only.IsDone, run.Only.Text);
        if (control)
        {
            LabRun unconfined = await lab.RunAsync(identity, lab.Script(isConfined: false, prompt), Token);
            Assert.True(unconfined.Only.IsDone, unconfined.Only.Text + unconfined.Only.Error);
        }
    }

    [Theory]
    [InlineData("native:400", "ResidentMemory")]
    [InlineData("spin:2", "ProcessorTime")]
    [InlineData("stderr:5000", "ErrorBytes")]
    [InlineData("silence:", "IdleTime")]
    [InlineData("flood:x", "Updates")]
    [InlineData("inodes:/home/plugin|1000", "Storage")]
    public async Task Limit_Passed_EndsThePluginAndSaysWhich(string prompt, string limit)
    {
        DriverScript script = lab.Script(isConfined: true, prompt + "", "status:") with
        {
            ResidentMiB = limit == "ResidentMemory" ? 200 : 512,
            ProcessorSeconds = limit == "ProcessorTime" ? 1 : 300,
            ErrorKiB = limit == "ErrorBytes" ? 256 : 65536,
            IdleSeconds = limit == "IdleTime" ? 1 : 600,
            Updates = limit == "Updates" ? 10_000 : 10_000_000,
            StorageMiB = limit == "Storage" ? 1 : 256,
            Granted = limit == "Storage" ? ["Storage"] : [],
        };
        if (limit is "Storage" or "ErrorBytes" or "ResidentMemory")
        {
            // What passes the limit is done at once; the watch finds it while the plugin goes on.
            script = script with { Prompts = [prompt, "drip:"], TimeoutSeconds = 20 };
        }

        LabRun run = await lab.RunAsync(Identity.OrdinaryUser, script, Token);

        LabOutcome ended = run.Outcomes.First(outcome => outcome.Error is not null);
        Assert.Equal("LimitExceeded", ended.Code);
        Assert.Contains("'hostile'", ended.Error, StringComparison.Ordinal);
        Assert.Contains($"limit {limit}", ended.Error, StringComparison.Ordinal);
        if (script.Prompts[1] == "status:")
        {
            Assert.Contains("Seccomp:\t2", run.Outcomes[1].Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("drip:")]
    [InlineData("silence:")]
    public async Task Task_ThatNeverEnds_IsEndedAtItsTimeout(string prompt)
    {
        LabRun run = await lab.RunAsync(Identity.OrdinaryUser, lab.Script(isConfined: true, "say:ready", prompt) with { TimeoutSeconds = 5 }, Token);

        Assert.Contains("ready", run.Outcomes[0].Text, StringComparison.Ordinal);
        Assert.Equal("ProviderTimeoutException", run.Outcomes[1].Code);
        Assert.False(ProcessWatch.IsAlive(run.Outcomes[0].Process!.Value));
    }

    [Theory]
    [InlineData(Identity.Root)]
    [InlineData(Identity.OrdinaryUser)]
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

    [Fact]
    public async Task Text_ThatSteersATerminal_IsEscapedInErrorsAndLogs()
    {
        LabRun run = await lab.RunAsync(Identity.OrdinaryUser, lab.Script(isConfined: true, "exception:\u001b[31mred\u001b]52;c;aGk=\u0007\u202e\r\nforged"), Token);

        string all = run.Only.Error + run.Errors.Replace("\n", "", StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', all);
        Assert.DoesNotContain('\u202e', all);
        Assert.DoesNotContain('\u0007', all);
        Assert.Contains(@"\u001b[31mred", all, StringComparison.Ordinal);
    }
}
