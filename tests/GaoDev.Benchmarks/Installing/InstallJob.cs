using GaoDev.Benchmarks.Measurement;

namespace GaoDev.Benchmarks.Installing;

/// <summary>
/// Install the Azure provider and its closure from a loopback V3 feed, each time with empty caches: gao-dev,
/// <c>dotnet add package</c>, and as the limit the same files fetched, hashed and unzipped by one small program.
/// </summary>
internal sealed class InstallJob : IMeasuredJob
{
    private const string PackageId = "GaoDev.Providers.AzureOpenAI";

    // Named, because dotnet looks for the latest one in what this feed has not: package metadata.
    private const string Version = "1.0.0";

    private readonly FeedServer feed;

    public InstallJob(string work)
    {
        string folder = Path.Combine(work, "install");
        IReadOnlyList<string> packages = ClosureFeed.Create(folder, PackageId);
        feed = new FeedServer(Path.Combine(folder, "feed"));
        Line = new(
            $"install {packages.Count} packages, cold",
            Rounds: 7,
            [
                new("gao-dev", Role.Ours, InstallOurs),
                new("GET, SHA-512, unzip", Role.Limit, () => Fetch(packages)),
                new("dotnet add package", Role.Peer, AddPackage),
            ],
            [new("dotnet add package", 0.25)]);
    }

    public Line Line { get; }

    public void Dispose() => feed.Dispose();

    private double InstallOurs()
    {
        string fresh = Fresh();
        return ColdProcess.Wall(
            Workspace.Tool,
            ["plugins", "install-provider", $"{PackageId}@{Version}", "--yes"],
            Caches(fresh),
            fresh);
    }

    private double AddPackage()
    {
        string fresh = Fresh();
        File.WriteAllText(Path.Combine(fresh, "app.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
            """);
        return ColdProcess.Wall("dotnet", ["add", "app.csproj", "package", PackageId, "--version", Version], Caches(fresh), fresh);
    }

    private double Fetch(IReadOnlyList<string> packages)
    {
        string fresh = Fresh();
        return ColdProcess.Wall(Workspace.Self, [.. Workspace.SelfArguments, "fetch", feed.Address, fresh, .. packages], null, fresh);
    }

    // Outside the checkout, whose nuget.config does not count. NuGet takes plain http only from a file that allows it.
    private string Fresh()
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

    private static Dictionary<string, string> Caches(string fresh) => new()
    {
        ["GAO_DEV_HOME"] = Path.Combine(fresh, "home"),
        ["NUGET_PACKAGES"] = Path.Combine(fresh, "packages"),
        ["NUGET_HTTP_CACHE_PATH"] = Path.Combine(fresh, "http-cache"),
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
    };
}
