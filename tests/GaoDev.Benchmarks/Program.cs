using System.Diagnostics;
using GaoDev.Benchmarks.Compiling;
using GaoDev.Benchmarks.Installing;
using GaoDev.Benchmarks.Loading;
using GaoDev.Benchmarks.Isolation;
using GaoDev.Benchmarks.Measurement;

namespace GaoDev.Benchmarks;

/// <summary>Measures ours, the peer and the limit in one run: <c>[line name …]</c>. Exit 1 where a goal is missed.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        long started = Stopwatch.GetTimestamp();
        if (args is ["load", var how, var folder, var count])
        {
            return LoadRun.Run(started, how, folder, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
        }

        if (args is ["peak", var command, ..])
        {
            return PeakRun.Run(command, args[2..]);
        }

        if (args is ["serve", var kind, ..])
        {
            (kind == "grpc" ? GrpcChunks.ServeAsync(args[2]) : JsonRpcChunks.ServeAsync()).GetAwaiter().GetResult();
            return 0;
        }

        List<LineResult> results = [];
        foreach ((string name, Func<string, IMeasuredJob> prepare) in (ReadOnlySpan<(string, Func<string, IMeasuredJob>)>)
        [
            ("load-1", folder => new LoadJob(folder, plugins: 1)),
            ("load-100", folder => new LoadJob(folder, plugins: 100)),
            ("install", folder => new InstallJob(InstallBench.OfClient(folder))),
            ("install-example", folder => new InstallJob(InstallBench.OfAzureExample(folder))),
            ("install-locked", folder => new LockedInstallJob(folder)),
            ("install-nothing", folder => new NothingToInstallJob(folder)),
            ("install-memory", folder => new InstallMemoryJob(folder)),
            ("start", _ => new StartJob()),
            ("warm", _ => new WarmJob()),
            ("keystroke-10", _ => new KeystrokeJob(providers: 10)),
            ("keystroke-100", _ => new KeystrokeJob(providers: 100)),
            ("keystroke-1000", _ => new KeystrokeJob(providers: 1000)),
            ("keystroke-host", _ => new HostKeystrokeJob()),
            ("analyzers-plugin", folder => new AnalyzerJob(folder, hasProviders: true)),
            ("analyzers-alone", folder => new AnalyzerJob(folder, hasProviders: true, alone: true)),
            ("analyzers-other", folder => new AnalyzerJob(folder, hasProviders: false)),
            ("chunks", _ => new ChunksJob()),
            ("memory", _ => new MemoryJob()),
        ])
        {
            if (args.Length > 0 && !args.Contains(name))
            {
                continue;
            }

            using IMeasuredJob job = prepare(Workspace.Work);
            LineResult result = LineResult.Measure(job.Line);
            Report.Print(result);
            results.Add(result);
        }

        Report.Write(Path.Combine(Workspace.Root, "artifacts", "benchmarks.json"), results);
        return results.Count > 0 && results.All(result => result.Goals.All(goal => goal.Holds)) ? 0 : 1;
    }
}
