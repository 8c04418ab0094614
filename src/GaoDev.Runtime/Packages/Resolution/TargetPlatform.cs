using System.Runtime.InteropServices;
using NuGet.Frameworks;
using NuGet.RuntimeModel;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>What packages are chosen for: the host's framework and this machine. Immutable and thread-safe.</summary>
internal sealed class TargetPlatform
{
    private static readonly Lazy<TargetPlatform> ThisMachine = new(() => new TargetPlatform(PortableIdentifier()));

    private TargetPlatform(string runtimeIdentifier)
    {
        using Stream graph = EmbeddedData.Open("runtimes.json");
        RuntimeIdentifier = runtimeIdentifier;
        Runtimes = RuntimeGraphReader.Read(graph);
    }

    public static TargetPlatform Current => ThisMachine.Value;

    public NuGetFramework Framework { get; } = NuGetFramework.Parse("net10.0");

    public string RuntimeIdentifier { get; }

    public RuntimeGraph Runtimes { get; }

    /// <summary>As lock files write it, such as <c>net10.0/linux-x64</c>.</summary>
    public string Text => $"{Framework.GetShortFolderName()}/{RuntimeIdentifier}";

    // Distributions that build .NET themselves have identifiers of their own, which no package knows.
    private static string PortableIdentifier()
    {
        string own = RuntimeInformation.RuntimeIdentifier;
        string system = OperatingSystem.IsWindows() ? "win"
            : OperatingSystem.IsMacOS() ? "osx"
            : own.Contains("musl", StringComparison.Ordinal) || own.StartsWith("alpine", StringComparison.Ordinal) ? "linux-musl"
            : OperatingSystem.IsLinux() ? "linux"
            : own[..Math.Max(own.LastIndexOf('-'), 0)];
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }
}
