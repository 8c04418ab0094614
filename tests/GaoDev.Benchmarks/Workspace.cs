using System.Reflection;

namespace GaoDev.Benchmarks;

/// <summary>Where things are in this checkout. tests/bench.sh builds them.</summary>
internal static class Workspace
{
    public static string Root { get; } = typeof(Workspace).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static string Work { get; } = Path.Combine(Root, "artifacts", "bench");

    /// <summary>The program that runs now, to be started again as a child.</summary>
    public static string Self { get; } = Environment.ProcessPath!;

    /// <summary>What a child needs to be told where <see cref="Self"/> is the dotnet muxer.</summary>
    public static IReadOnlyList<string> SelfArguments { get; } =
        Path.GetFileNameWithoutExtension(Self) == "dotnet" ? [typeof(Workspace).Assembly.Location] : [];

    /// <summary>The tool, published as a native program.</summary>
    public static string NativeTool { get; } = Path.Combine(Work, "tool-native", "gao-dev");

    /// <summary>The tool, published to run on the shared framework.</summary>
    public static string Tool { get; } = Path.Combine(Work, "tool", "gao-dev");

    /// <summary>What sets the limit of installing, a native program too.</summary>
    public static string Fetch { get; } = Path.Combine(Work, "fetch", "gaodev-fetch");

    /// <summary>The feed server of the examples.</summary>
    public static string FeedServer { get; } = Path.Combine(Work, "local-feed", "local-feed");
}
