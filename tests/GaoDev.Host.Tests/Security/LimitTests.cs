using GaoDev.Fixtures;

namespace GaoDev.Host.Tests.Security;

/// <summary>What a confined plugin may use, and what is said when it wants more.</summary>
public sealed class LimitTests(SecurityLab lab) : IClassFixture<SecurityLab>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [AsEachIdentity("managed:400")]
    [AsEachIdentity("native:800")]
    [AsEachIdentity("threads:300")]
    [AsEachIdentity("descriptors:600")]
    [AsEachIdentity("pipes:300")]
    public async Task Resource_BeyondItsLimit_FailsAndWithoutASandboxDoesNot(Identity identity, string prompt)
    {
        LabRun run = await lab.RunAsync(identity, lab.Script(isConfined: true, prompt) with { ResidentMiB = 4096 }, Token);

        Assert.True(!run.Only.IsDone, run.Only.Text);
        LabRun unconfined = await lab.RunAsync(identity, lab.Script(isConfined: false, prompt), Token);
        Assert.True(unconfined.Only.IsDone, unconfined.Only.Text + unconfined.Only.Error);
    }

    [Theory]
    [AsEachIdentity("native:400", "ResidentMemory")]
    [AsEachIdentity("spin:2", "ProcessorTime")]
    [AsEachIdentity("stderr:5000", "ErrorBytes")]
    [AsEachIdentity("silence:", "IdleTime")]
    [AsEachIdentity("flood:x", "Updates")]
    [AsEachIdentity("inodes:/home/plugin|1000", "Storage")]
    public async Task Limit_Passed_EndsThePluginAndSaysWhich(Identity identity, string prompt, string limit)
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

        LabRun run = await lab.RunAsync(identity, script, Token);

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
