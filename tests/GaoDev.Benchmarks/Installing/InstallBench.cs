using GaoDev.Benchmarks.Measurement;

namespace GaoDev.Benchmarks.Installing;

/// <summary>A plugin and its closure in a loopback V3 feed, and the ways to get it from there.</summary>
internal sealed class InstallBench : IDisposable
{
    private readonly MeasuredPackage package;
    private readonly FeedServer feed;
    private readonly DirectoryInfo work = Directory.CreateTempSubdirectory("gaodev-bench-");
    private int count;

    private InstallBench(string folder, MeasuredPackage package, IReadOnlyList<string> closure)
    {
        this.package = package;
        Packages = closure;
        feed = new FeedServer(Path.Combine(folder, "feed"));
    }

    /// <summary>A plugin with the client of Azure OpenAI: eleven packages, 4.1 MB.</summary>
    public static InstallBench OfClient(string work)
    {
        string folder = Path.Combine(work, "install-client");
        ClientPlugin.Pack(folder);
        return new(folder, ClientPlugin.Package, ClosureFeed.Create(folder, ClientPlugin.Package));
    }

    /// <summary>The Azure provider of the examples, with what it needs to sign in: sixteen packages, 9.6 MB.</summary>
    public static InstallBench OfAzureExample(string work)
    {
        string folder = Path.Combine(work, "install-example");
        MeasuredPackage package = new("GaoDev.Providers.AzureOpenAI", "1.0.0");
        return new(folder, package, ClosureFeed.Create(folder, package));
    }

    /// <summary>The closure, as <c>id/version</c>.</summary>
    public IReadOnlyList<string> Packages { get; }

    public void Dispose()
    {
        feed.Dispose();
        work.Delete(recursive: true);
    }

    /// <summary>
    /// An empty folder outside the checkout, whose nuget.config does not count. NuGet takes plain http only from a file
    /// that allows it. What whoever was measured before left to be written to the disk is written, since it would count
    /// for the next, and nothing is deleted while others are measured: file systems do that later, too.
    /// </summary>
    public string Fresh()
    {
        string fresh = Path.Combine(work.FullName, $"{++count}");
        Directory.CreateDirectory(fresh);
        File.WriteAllText(Path.Combine(fresh, "nuget.config"), $"""
            <configuration>
              <packageSources><clear /><add key="bench" value="{feed.Address}" allowInsecureConnections="true" /></packageSources>
            </configuration>
            """);
        ColdProcess.Wall("sync", []);
        return fresh;
    }

    public double Install(string tool, string folder, params string[] more) => Run(
        tool, ["plugins", "install-provider", $"{package.Id}@{package.Version}", "--yes", .. more], folder);

    public static double Restore(string tool, string folder) => Run(tool, ["plugins", "restore", "--locked", "--yes"], folder);

    /// <summary>The most memory that an installation held at once, in MiB.</summary>
    public double PeakOfInstall(string tool, string folder) => ColdProcess.Reported(
        Workspace.Self,
        [.. Workspace.SelfArguments, "peak", tool, "plugins", "install-provider", $"{package.Id}@{package.Version}", "--yes"],
        Caches(folder),
        folder);

    public double AddPackage(string folder)
    {
        WriteProject(folder, "");
        return Run("dotnet", ["add", "app.csproj", "package", package.Id, "--version", package.Version], folder);
    }

    /// <summary>A project that references the package.</summary>
    public void WriteProject(string folder) =>
        WriteProject(folder, $"""<ItemGroup><PackageReference Include="{package.Id}" Version="{package.Version}" /></ItemGroup>""");

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
