using System.Security.Cryptography;

namespace GaoDev.Host.Tests.Security;

/// <summary>
/// What a confined plugin is denied. Each attack is judged by what is outside of the plugin, and each is seen to succeed
/// without the sandbox.
/// </summary>
public sealed class DenialTests(SecurityLab lab) : IClassFixture<SecurityLab>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [AsEachIdentity]
    public async Task Attack_Confined_IsDeniedAndUnconfinedSucceeds(Identity identity)
    {
        string home = lab.CreateHome(identity);
        await PlantAsync(identity, home);
        using CanaryListeners listeners = new(lab.Folder);
        int sleeper = lab.StartSleeper(identity);
        string id = Guid.NewGuid().ToString("N");
        string before = await HashAsync(home);
        (string Name, Control Control, string Prompt)[] attacks =
            [.. DeniedAttacks.All.Select(attack => (attack.Name, attack.Control, DeniedAttacks.Fill(attack.Name, home, listeners, sleeper, id)))];
        try
        {
            // Its state lies elsewhere, so that the home is the canary.
            LabRun confined = await lab.RunAsync(identity, lab.Script(isConfined: true, [.. attacks.Select(attack => attack.Prompt)]) with { State = Path.Combine(home, "..", "state-" + identity) }, Token, home);

            Assert.Equal(attacks.Length, confined.Outcomes.Count);
            Assert.Multiple([.. attacks.Zip(confined.Outcomes).Select(pair => (Action)(() =>
            {
                Assert.True(DeniedAttacks.IsJudgedByListeners(pair.First.Name) || !pair.Second.IsDone && (pair.Second.IsDenied || pair.Second.Error is not null), $"{pair.First.Name}: {pair.Second.Text} {pair.Second.Error}");
            }))]);
            Assert.Equal(before, await HashAsync(home));
            Assert.Equal(0, listeners.Reached);
            Assert.True(ProcessWatch.IsAlive(sleeper));
            Assert.False(File.Exists($"/tmp/gaodev-canary-{id}"));
            Assert.False(File.Exists($"/dev/shm/gaodev-canary-{id}"));

            var controls = attacks.Where(attack => attack.Control == Control.Anyone || (attack.Control == Control.Root && identity == Identity.Root)).ToArray();
            LabRun unconfined = await lab.RunAsync(identity, lab.Script(isConfined: false, [.. controls.Select(attack => attack.Prompt)]), Token, home);
            Assert.Multiple([.. controls.Zip(unconfined.Outcomes).Select(pair => (Action)(() =>
            {
                Assert.True(pair.Second.IsDone, $"{pair.First.Name}: {pair.Second.Text} {pair.Second.Error}");
            }))]);
            Assert.NotEqual(before, await HashAsync(home));
            Assert.True(listeners.Reached >= 5, $"{listeners.Reached} of 5 listeners were reached by the control.");
        }
        finally
        {
            File.Delete($"/tmp/gaodev-canary-{id}");
            File.Delete($"/dev/shm/gaodev-canary-{id}");
        }
    }

    [Theory]
    [AsEachIdentity]
    public async Task Status_Confined_HasNoCapabilitiesNoNewPrivilegesAndFilters(Identity identity)
    {
        LabRun run = await lab.RunAsync(identity, lab.Script(isConfined: true, "status:"), Token);

        string[] lines = run.Only.Text.Split('\n');
        Assert.Multiple([.. ((string[])["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"]).Select(set => (Action)(() => Assert.Contains($"{set}:\t0000000000000000", lines)))]);
        Assert.Contains("NoNewPrivs:\t1", lines);
        Assert.Contains("Seccomp:\t2", lines);
        Assert.Contains(lines, line => line.StartsWith("Uid:\t65534\t65534", StringComparison.Ordinal));
    }

    [Theory]
    [AsEachIdentity]
    public async Task Code_FromElsewhere_GainsNothing(Identity identity)
    {
        string[] prompts = ["reflect:", "bytes:", "library:libc.so.6", "exec:/bin/sh -c id", "tcp:127.0.0.1:9", "read:/etc/passwd", "memory-of:/proc/1/mem"];

        LabRun run = await lab.RunAsync(identity, lab.Script(isConfined: true, prompts), Token);

        // Reflection finds the way to the broker and nothing of the parent's; what loads native code is no freer than before.
        Assert.Contains("GaoDev.Host.Egress.BrokerHandler", run.Outcomes[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("GaoDev.Runtime", run.Outcomes[0].Text, StringComparison.Ordinal);
        Assert.True(run.Outcomes[1].IsDenied, run.Outcomes[1].Text);
        Assert.True(run.Outcomes[2].IsDone, run.Outcomes[2].Text);
        Assert.All(run.Outcomes.Skip(3), outcome => Assert.True(outcome.IsDenied, outcome.Prompt + outcome.Text));

        LabRun unconfined = await lab.RunAsync(identity, lab.Script(isConfined: false, "bytes:", "exec:/bin/sh -c id", "read:/etc/passwd"), Token);
        Assert.All(unconfined.Outcomes, outcome => Assert.True(outcome.IsDone, outcome.Prompt + outcome.Text));
    }

    /// <summary>Assemblies from memory are refused, and the error says what to do; files of the package, and code that is made, are not.</summary>
    [Theory]
    [AsEachIdentity]
    public async Task Assembly_FromMemory_IsRefusedAndTheErrorSaysWhatToDo(Identity identity)
    {
        string[] refused = ["uncaught:load-bytes", "uncaught:load-stream"], allowed = ["uncaught:load-file", "uncaught:load-emitted", "uncaught:load-expression"];

        LabRun run = await lab.RunAsync(identity, lab.Script(isConfined: true, [.. refused, .. allowed]), Token);
        LabRun unconfined = await lab.RunAsync(identity, lab.Script(isConfined: false, refused), Token);

        Assert.All(run.Outcomes.Take(2), outcome =>
        {
            Assert.Contains("'hostile'", outcome.Error, StringComparison.Ordinal);
            Assert.Contains("no assembly from memory: bring it as a file of the package", outcome.Error, StringComparison.Ordinal);
        });
        Assert.All(run.Outcomes.Skip(2).Concat(unconfined.Outcomes), outcome => Assert.True(outcome.IsDone, outcome.Prompt + outcome.Text + outcome.Error));
    }

    private static async Task PlantAsync(Identity identity, string home)
    {
        Directory.CreateDirectory(Path.Combine(home, ".ssh"));
        foreach (string file in (string[])[".ssh/id_test", ".bash_history", ".bashrc", "canary"])
        {
            string path = Path.Combine(home, file);
            await File.WriteAllTextAsync(path, "precious", Token);
            SecurityLab.Give(identity, path);
        }

        SecurityLab.Give(identity, Path.Combine(home, ".ssh"));
    }

    private static async Task<string> HashAsync(string folder)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => !Path.GetFileName(file).StartsWith("script-", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(file + File.GetUnixFileMode(file)));
            hash.AppendData(await File.ReadAllBytesAsync(file, Token));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
