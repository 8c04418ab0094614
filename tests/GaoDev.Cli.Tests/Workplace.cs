using System.Diagnostics;
using System.Reflection;
using GaoDev.Runtime.Tests.Packages;

namespace GaoDev.Cli.Tests;

/// <summary>A home folder, a project folder and a folder feed of one test, and gao-dev as a process in them.</summary>
internal sealed class Workplace : IDisposable
{
    public Workplace()
    {
        Feed = Folder.Create("feed");
        Project = Folder.Create("project");
        Home = Folder["home"];
        Folder.Create("user");
    }

    public TestFolder Folder { get; } = new();

    public string Feed { get; }

    public string Project { get; }

    /// <summary>GAO_DEV_HOME.</summary>
    public string Home { get; }

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>A package around the fixture plugin echo, in the feed.</summary>
    public string SaveEcho(string version = "1.2.3") => SaveFixture("Echo", version);

    /// <summary>A package around the fixture plugin misbehaving, in the feed.</summary>
    public string SaveMisbehaving() => SaveFixture("Misbehaving", "0.0.1");

    public async Task<ToolRun> RunAsync(params string[] arguments)
    {
        using Process process = Start(arguments);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>Installs what is expected to install.</summary>
    public async Task InstallAsync(string package) =>
        (await RunAsync("plugins", "install-provider", package, "--source", Feed, "--yes")).Succeeded();

    /// <summary>Runs the tool as the same user, and without what root may do beyond that.</summary>
    public async Task<ToolRun> RunWithoutPrivilegesAsync(params string[] arguments)
    {
        using Process process = StartProgram("setpriv", ["--inh-caps=-all", "--bounding-set=-all", "dotnet", Program("gao-dev"), .. arguments]);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    public Process Start(params string[] arguments) => StartProgram("dotnet", [Program("gao-dev"), .. arguments]);

    /// <summary>Starts a program, which starts the tool, with what the tool is to find around it.</summary>
    public Process StartProgram(string program, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Project,
        };
        start.Environment["HOME"] = Folder["user"];
        start.Environment["GAO_DEV_HOME"] = Home;
        start.Environment["NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT"] = "1";
        start.Environment.Remove("OPENAI_API_KEY");
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public static async Task<ToolRun> EndAsync(Process process)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
            Task<string> error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return new ToolRun(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Every file of the store and the lock: all of the home folder but its mutex.</summary>
    public string[] Installed() => Directory.Exists(Home)
        ? [.. Directory.EnumerateFiles(Home, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Home, path))
            .Where(name => !name.StartsWith(".lock", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)]
        : [];

    public void Dispose() => Folder.Dispose();

    public static string Program(string name) => typeof(Workplace).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == $"program:{name}")
        .Value!;

    private string SaveFixture(string name, string version)
    {
        string assembly = Program($"Fixtures.{name}");
        return new TestPackage($"Fixtures.{name}", version)
            .With($"lib/net10.0/{Path.GetFileName(assembly)}", File.ReadAllBytes(assembly))
            .Save(Feed);
    }
}
