using GaoDev.Benchmarks.Measurement;

namespace GaoDev.Benchmarks.Compiling;

/// <summary>
/// What the analyzers add to compiling 1,000 types in the build server: to a project as the SDK compiles it, which is with
/// its own analyzers, and to one where they are switched off. There the compiler pays for the first analyzer, whatever it
/// does, by keeping what it has bound; what one costs that does nothing is measured beside.
/// </summary>
internal sealed class AnalyzerJob : IMeasuredJob
{
    private const int Files = 200;
    private const int Providers = 10;
    private const int WarmUps = 10;
    private const int Rounds = 15;

    private const string SdkAnalyzers = "with the SDK's analyzers alone";
    private const string NoAnalyzers = "without analyzers";
    private const string EmptyOne = "with an analyzer that does nothing";

    private static readonly string[] Banned =
        ["System.IO.File", "System.IO.Directory", "System.Net.Http.HttpClient", "System.Net.Sockets.Socket", "System.Diagnostics.Process", "System.Environment", "System.Reflection.Assembly", "System.Console"];

    private readonly CompilerServer server = new();

    public AnalyzerJob(string work, bool hasProviders, bool alone = false)
    {
        string folder = Path.Combine(work, hasProviders ? "analyzers-plugin" : "analyzers-other");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        for (int file = 0; file < Files; file++)
        {
            File.WriteAllText(Path.Combine(folder, $"Unrelated{file}.cs"), AnnotatedSources.Unrelated(file));
        }

        for (int provider = 0; hasProviders && provider < Providers; provider++)
        {
            File.WriteAllText(Path.Combine(folder, $"Provider{provider}.cs"), AnnotatedSources.Provider(provider).Replace("Context.WorkingDirectory);", "Context.HttpClient.ToString());", StringComparison.Ordinal));
        }

        string benchmarks = typeof(AnalyzerJob).Assembly.Location;
        string bannedSymbols = Path.Combine(folder, "BannedSymbols.txt");
        File.WriteAllLines(bannedSymbols, Banned.Select(static type => "T:" + type));
        string[] always = alone ? [] : CompilerFiles.SdkAnalyzers;
        List<Contender> contenders =
        [
            Compile("with GaoDev.Analyzers", Role.Ours, folder, [.. always, "-analyzer:" + Path.Combine(Path.GetDirectoryName(benchmarks)!, "GaoDev.Analyzers.dll")]),
            Compile(alone ? NoAnalyzers : SdkAnalyzers, Role.Limit, folder, always),
            Compile("with BannedApiAnalyzers", Role.Peer, folder, [.. always, .. CompilerFiles.BannedApiAnalyzers, "-additionalfile:" + bannedSymbols, "-nowarn:RS0030"]),
        ];
        if (alone)
        {
            contenders.Add(Compile(EmptyOne, Role.Limit, folder, ["-analyzer:" + benchmarks]));
        }

        for (int i = 0; i < WarmUps; i++)
        {
            contenders.ForEach(static contender => contender.Measure());
        }

        string project = hasProviders ? $"a plugin of 1,000 types and {Providers} providers" : "1,000 types without a provider";
        Line = new(
            $"compiling {project}{(alone ? ", the SDK's analyzers off" : "")}, server CPU",
            Rounds,
            contenders,
            alone ? [new(NoAnalyzers, 1.10), new(EmptyOne, 1.03)] : [new(SdkAnalyzers, hasProviders ? 1.10 : 1.03)]);
    }

    public Line Line { get; }

    public void Dispose() => server.Dispose();

    // The generator runs in all of them: a provider does not compile without it.
    private Contender Compile(string name, Role role, string folder, IEnumerable<string> more)
    {
        string file = Path.Combine(folder, name.Replace(' ', '-'));
        string generator = Path.Combine(Path.GetDirectoryName(typeof(AnalyzerJob).Assembly.Location)!, "GaoDev.Generators.dll");
        File.WriteAllLines(file + ".rsp",
        [
            "-target:library", "-deterministic+", "-nullable:enable", "-langversion:14", "-debug:portable", $"-out:{file}.dll", "-analyzer:" + generator,
            .. CompilerFiles.Framework.Select(static reference => "-r:" + reference.Display),
            .. Directory.GetFiles(folder, "*.cs").Order(StringComparer.Ordinal),
            .. more,
        ]);
        return new(name, role, () => server.Compile(file + ".rsp"));
    }
}
