using GaoDev.Benchmarks.Measurement;
using GaoDev.Generators;
using Microsoft.CodeAnalysis;

namespace GaoDev.Benchmarks.Compiling;

/// <summary>A keystroke in a method's body that has nothing to do with providers, in a project with so many of them among 5,000 types.</summary>
internal sealed class KeystrokeJob : IMeasuredJob
{
    public KeystrokeJob(int providers)
    {
        EditedProject ours = Open([new PluginGenerator().AsSourceGenerator()], AnnotatedSources.Provider, providers);
        EditedProject limit = Open([new EmptyAttributeGenerator().AsSourceGenerator()], AnnotatedSources.Provider, providers, mustGenerate: false);
        EditedProject memoryPack = Open(CompilerFiles.Generators(CompilerFiles.InPackage("MemoryPack.Generator", "MemoryPack.Generator.dll")), AnnotatedSources.MemoryPack, providers, CompilerFiles.InPackage("MemoryPack.Core", "MemoryPack.Core.dll"));
        EditedProject tools = Open(CompilerFiles.Generators(CompilerFiles.InPackage("ModelContextProtocol.Core", "ModelContextProtocol.Analyzers.dll")), AnnotatedSources.Tools, providers, CompilerFiles.InPackage("ModelContextProtocol.Core", "ModelContextProtocol.Core.dll"));
        EditedProject json = Open(CompilerFiles.Generators(Path.Combine(CompilerFiles.Pack("Microsoft.NETCore.App.Ref"), "analyzers", "dotnet", "cs", "System.Text.Json.SourceGeneration.dll")), AnnotatedSources.Json, providers);
        EditedProject log = Open(CompilerFiles.Generators(Path.Combine(CompilerFiles.Pack("Microsoft.AspNetCore.App.Ref"), "analyzers", "dotnet", "cs", "Microsoft.Extensions.Logging.Generators.dll")), AnnotatedSources.Log, providers);
        Line = new(
            $"unrelated keystroke, {providers} providers among 5,000 types, thread CPU",
            Rounds: 9,
            [
                new("GaoDev", Role.Ours, ours.Type),
                new("empty attribute generator", Role.Limit, limit.Type),
                new("MemoryPack", Role.Peer, memoryPack.Type),
                new("ModelContextProtocol", Role.Peer, tools.Type),
                new("System.Text.Json", Role.Peer, json.Type),
                new("LoggerMessage", Role.Peer, log.Type),
            ],
            [new("empty attribute generator", 1.3)]);
    }

    public Line Line { get; }

    public void Dispose()
    {
    }

    private static EditedProject Open(IEnumerable<ISourceGenerator> generators, Func<int, string> source, int count, string? reference = null, bool mustGenerate = true) => new(
        generators,
        reference is null ? CompilerFiles.Framework : CompilerFiles.Framework.Add(MetadataReference.CreateFromFile(reference)),
        Enumerable.Range(0, count).Select(source),
        null,
        mustGenerate);
}
