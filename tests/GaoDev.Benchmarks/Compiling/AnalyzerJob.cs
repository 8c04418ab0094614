using GaoDev.Benchmarks.Measurement;

namespace GaoDev.Benchmarks.Compiling;

/// <summary>
/// What the analyzers add to compiling 1,000 types, with providers among them and without, in the build server. The
/// compiler does some work of its own as soon as there is any analyzer, which the SDK always has: that is measured too.
/// </summary>
internal sealed class AnalyzerJob : IMeasuredJob
{
    private const int Files = 200;
    private const int Providers = 10;
    private const int WarmUps = 4;

    private static readonly string[] Banned =
        ["System.IO.File", "System.IO.Directory", "System.Net.Http.HttpClient", "System.Net.Sockets.Socket", "System.Diagnostics.Process", "System.Environment", "System.Reflection.Assembly", "System.Console"];

    private readonly CompilerServer server = new();

    public AnalyzerJob(string work, bool hasProviders)
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

        File.WriteAllLines(Path.Combine(folder, "BannedSymbols.txt"), Banned.Select(static type => "T:" + type));
        string analyzers = typeof(AnalyzerJob).Assembly.Location;
        string ours = Path.Combine(Path.GetDirectoryName(analyzers)!, "GaoDev.Analyzers.dll");
        string none = Write(folder, "none", []);
        string gaodev = Write(folder, "gaodev", ["-analyzer:" + ours]);
        string empty = Write(folder, "empty", ["-analyzer:" + analyzers]);
        string banned = Write(folder, "banned", [.. Directory.GetFiles(Path.GetDirectoryName(CompilerFiles.InPackage("Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers.dll"))!, "*.dll").Select(static file => "-analyzer:" + file), "-additionalfile:" + Path.Combine(folder, "BannedSymbols.txt"), "-nowarn:RS0030"]);
        for (int i = 0; i < WarmUps; i++)
        {
            _ = server.Compile(none) + server.Compile(gaodev) + server.Compile(empty) + server.Compile(banned);
        }

        Line = new(
            hasProviders ? $"compiling a plugin of 1,000 types and {Providers} providers, server CPU" : "compiling 1,000 types without a provider, server CPU",
            Rounds: 21,
            [
                new("with GaoDev.Analyzers", Role.Ours, () => server.Compile(gaodev)),
                new("without analyzers", Role.Limit, () => server.Compile(none)),
                new("with an analyzer that does nothing", Role.Limit, () => server.Compile(empty)),
                new("with BannedApiAnalyzers", Role.Peer, () => server.Compile(banned)),
            ],
            hasProviders ? [new("without analyzers", 1.10), new("with an analyzer that does nothing", 1.10)] : [new("with an analyzer that does nothing", 1.03)]);
    }

    public Line Line { get; }

    public void Dispose() => server.Dispose();

    // The generator runs in all of them: a provider does not compile without it.
    private static string Write(string folder, string name, IEnumerable<string> more)
    {
        string response = Path.Combine(folder, name + ".rsp");
        string generator = Path.Combine(Path.GetDirectoryName(typeof(AnalyzerJob).Assembly.Location)!, "GaoDev.Generators.dll");
        File.WriteAllLines(response,
        [
            "-target:library", "-deterministic+", "-nullable:enable", "-langversion:14", "-debug:portable", $"-out:{Path.Combine(folder, name + ".dll")}", "-analyzer:" + generator,
            .. CompilerFiles.Framework.Select(static reference => "-r:" + reference.Display),
            .. Directory.GetFiles(folder, "*.cs").Order(StringComparer.Ordinal),
            .. more,
        ]);
        return response;
    }
}
