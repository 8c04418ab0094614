using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using GaoDev.Providers;
using Microsoft.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace GaoDev.Benchmarks.Compiling;

/// <summary>Where the compiler, the framework's reference assemblies and the peers are on this machine.</summary>
internal static class CompilerFiles
{
    private static readonly Dictionary<string, string> Places = typeof(CompilerFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(static entry => entry.Key, static entry => entry.Value!);

    /// <summary>The reference assemblies of .NET and the contract.</summary>
    public static ImmutableArray<MetadataReference> Framework { get; } =
        [.. ReferenceAssemblies("Microsoft.NETCore.App.Ref").Append(Contract).Append(typeof(ILogger).Assembly.Location).Select(static file => MetadataReference.CreateFromFile(file))];

    public static string Contract => typeof(IAgentProvider).Assembly.Location;

    /// <summary>The folder of the SDK's own compiler.</summary>
    public static string Compiler => Path.Combine(Places["Compiler"], "bincore");

    public static IReadOnlyList<string> ReferenceAssemblies(string pack) =>
        [.. Directory.GetFiles(Path.Combine(Pack(pack), "ref", "net10.0"), "*.dll").Order(StringComparer.Ordinal)];

    /// <summary>A folder of the newest version of a targeting pack.</summary>
    public static string Pack(string pack) =>
        Directory.GetDirectories(Path.Combine(Places["TargetingPacks"], pack), "10.*").OrderBy(static folder => Version.Parse(Path.GetFileName(folder))).Last();

    /// <summary>A file of a package, of the newest framework that this program can use.</summary>
    public static string InPackage(string package, string file) =>
        Directory.GetFiles(Places[package], file, SearchOption.AllDirectories)
            .Where(static path => !path.Contains("resources", StringComparison.Ordinal) && !path.Contains("netstandard", StringComparison.Ordinal) && !path.Contains("roslyn3", StringComparison.Ordinal))
            .OrderBy(static path => path.Length).ThenBy(static path => path, StringComparer.Ordinal).Last();

    /// <summary>The compiler's arguments for the analyzers that every project of the SDK has, and what is on of them unless a project says more.</summary>
    public static string[] SdkAnalyzers
    {
        get
        {
            string folder = Path.Combine(Places["Compiler"], "..", "Sdks", "Microsoft.NET.Sdk", "analyzers");
            return
            [
                .. Directory.GetFiles(folder, "*.NetAnalyzers.dll").Select(static file => "-analyzer:" + file),
                "-analyzerconfig:" + Path.Combine(folder, "build", "config", "analysislevel_10_default.globalconfig"),
            ];
        }
    }

    public static IEnumerable<string> BannedApiAnalyzers =>
        Directory.GetFiles(Path.GetDirectoryName(InPackage("Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers.dll"))!, "*.dll").Select(static file => "-analyzer:" + file);

    /// <summary>The incremental generators of an assembly.</summary>
    public static IReadOnlyList<ISourceGenerator> Generators(string file) =>
        [.. AssemblyLoadContext.Default.LoadFromAssemblyPath(file).GetTypes()
            .Where(static type => !type.IsAbstract && type.IsAssignableTo(typeof(IIncrementalGenerator)) && type.IsDefined(typeof(GeneratorAttribute), inherit: false))
            .Select(static type => ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator())];
}
