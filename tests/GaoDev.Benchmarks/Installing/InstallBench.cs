using GaoDev.Benchmarks.Measurement;

namespace GaoDev.Benchmarks.Installing;

/// <summary>The Azure provider and its closure in a loopback V3 feed, and the ways to get it from there.</summary>
internal sealed class InstallBench : IDisposable
{
    private const string PackageId = "GaoDev.Providers.AzureOpenAI";

    // Named, because dotnet looks for the latest one in what this feed has not: package metadata.
    private const string Version = "1.0.0";

    private readonly FeedServer feed;

    public InstallBench(string work)
    {
        string folder = Path.Combine(work, "install");
        Packages = ClosureFeed.Create(folder, PackageId);
        feed = new FeedServer(Path.Combine(folder, "feed"));
    }

    /// <summary>The closure, as <c>id/version</c>.</summary>
    public IReadOnlyList<string> Packages { get; }

    public void Dispose() => feed.Dispose();

    /// <summary>
    /// An empty folder outside the checkout, whose nuget.config does not count. NuGet takes plain http only from a file
    /// that allows it.
    /// </summary>
    public string Fresh()
    {
        string fresh = Path.Combine(Path.GetTempPath(), "gaodev-bench");
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }

        Directory.CreateDirectory(fresh);
        File.WriteAllText(Path.Combine(fresh, "nuget.config"), $"""
            <configuration>
              <packageSources><clear /><add key="bench" value="{feed.Address}" allowInsecureConnections="true" /></packageSources>
            </configuration>
            """);
        return fresh;
    }

    /// <summary>Forgets everything that was fetched or installed, and keeps the project's own files.</summary>
    public static void Forget(string folder)
    {
        foreach (string cache in (string[])["home", "packages", "http-cache", ".gao-dev"])
        {
            string path = Path.Combine(folder, cache);
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }
    }

    public static double Install(string tool, string folder, params string[] more) => Run(
        tool, ["plugins", "install-provider", $"{PackageId}@{Version}", "--yes", .. more], folder);

    public static double Restore(string tool, string folder) => Run(tool, ["plugins", "restore", "--locked", "--yes"], folder);

    /// <summary>The most memory that an installation held at once, in MiB.</summary>
    public static double PeakOfInstall(string tool, string folder) => ColdProcess.Reported(
        Workspace.Self,
        [.. Workspace.SelfArguments, "peak", tool, "plugins", "install-provider", $"{PackageId}@{Version}", "--yes"],
        Caches(folder),
        folder);

    public static double AddPackage(string folder)
    {
        WriteProject(folder, "");
        return Run("dotnet", ["add", "app.csproj", "package", PackageId, "--version", Version], folder);
    }

    /// <summary>A project that references the package.</summary>
    public static void WriteProject(string folder) =>
        WriteProject(folder, $"""<ItemGroup><PackageReference Include="{PackageId}" Version="{Version}" /></ItemGroup>""");

    public static double RestoreProject(string folder) => Run("dotnet", ["restore", "app.csproj"], folder);

    public double Fetch(string folder) => Run(Workspace.Fetch, [feed.Address, folder, .. Packages], folder);

    private static void WriteProject(string folder, string items) => File.WriteAllText(Path.Combine(folder, "app.csproj"), $"""
        <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>{items}</Project>
        """);

    private static double Run(string file, IEnumerable<string> arguments, string folder) => ColdProcess.Wall(file, arguments, Caches(folder), folder);

    private static Dictionary<string, string> Caches(string folder) => new()
    {
        ["GAO_DEV_HOME"] = Path.Combine(folder, "home"),
        ["NUGET_PACKAGES"] = Path.Combine(folder, "packages"),
        ["NUGET_HTTP_CACHE_PATH"] = Path.Combine(folder, "http-cache"),
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
    };
}
