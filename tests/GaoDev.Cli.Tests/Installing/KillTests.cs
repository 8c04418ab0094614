using System.Diagnostics;
using System.Globalization;

namespace GaoDev.Cli.Tests.Installing;

/// <summary>
/// Kills the tool at random moments of everything that changes what is installed. After each the state is the old one or
/// the new one, file by file, and the next command works. GAODEV_KILLS sets how often; tests/soak.sh kills does it 1,000 times.
/// </summary>
public sealed class KillTests
{
    private const int Workers = 2;
    private const int Signalled = 128 + 9;

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, Workers)];

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Tool_KilledAtAnyMoment_LeavesTheOldStateOrTheNew(int part)
    {
        int kills = int.Parse(Environment.GetEnvironmentVariable("GAODEV_KILLS") ?? "100", CultureInfo.InvariantCulture) / Workers;
        int seed = Environment.TickCount ^ part;
        Random random = new(seed);
        using Workplace workplace = new();
        workplace.SaveEcho("1.0.0");
        workplace.SaveEcho("1.1.0");
        workplace.SaveMisbehaving();
        await workplace.InstallAsync("Fixtures.Echo@1.0.0");
        TimeSpan longest = TimeSpan.FromSeconds(1);
        for (int killed = 0; killed < kills;)
        {
            StoreChange change = StoreChange.Choose(random, workplace);
            string[] before = StoreState.Read(workplace.Home);
            long started = Stopwatch.GetTimestamp();
            using (Process process = workplace.Start(change.Arguments))
            {
                process.StandardInput.Close();
                Task<ToolRun> end = Workplace.EndAsync(process);

                // Starting the runtime is half of it and touches nothing: rather late than early.
                TimeSpan moment = longest * (0.3 + (0.7 * random.NextDouble()));
                await Task.WhenAny(end, Task.Delay(moment, TestContext.Current.CancellationToken));
                if (!process.HasExited)
                {
                    process.Kill();
                }

                ToolRun run = await end;
                if (run.ExitCode != Signalled)
                {
                    longest = Stopwatch.GetElapsedTime(started);
                    Assert.True(run.ExitCode == 0 || change.After is null, $"seed {seed}: {string.Join(' ', change.Arguments)} exits {run.ExitCode}: {run.Error}");
                    Assert.Equal(change.After ?? before, StoreState.Read(workplace.Home));
                    continue;
                }
            }

            killed++;
            string[] after = StoreState.Read(workplace.Home);
            Assert.True(
                after.SequenceEqual(before) || after.SequenceEqual(change.After ?? before),
                $"seed {seed}, {string.Join(' ', change.Arguments)}: neither [{string.Join(", ", before)}] nor [{string.Join(", ", change.After ?? before)}] but [{string.Join(", ", after)}]");
        }

        // What the last one left is tidied up by the next, and everything works as before.
        await workplace.InstallAsync("Fixtures.Echo@1.1.0");
        (await workplace.RunAsync("plugins", "verify")).Succeeded();
        (await workplace.RunAsync("plugins", "gc", "--keep", "0")).Succeeded();
        Assert.Contains("Fixtures.Echo 1.1.0", StoreState.Read(workplace.Home));
        string staging = Path.Combine(workplace.Home, "staging");
        Assert.True(!Directory.Exists(staging) || Directory.GetFileSystemEntries(staging).Length == 0);
    }
}
