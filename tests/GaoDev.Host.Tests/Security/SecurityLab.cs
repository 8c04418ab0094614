using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using GaoDev.Fixtures;
using GaoDev.Runtime.Execution;

namespace GaoDev.Host.Tests.Security;

/// <summary>
/// A folder that anyone can enter, with an application and a hostile plugin in it, and a way to run them as root or as an
/// ordinary user, confined or, as the control, not. Everything that is attacked is the lab's own.
/// </summary>
public sealed partial class SecurityLab : IAsyncLifetime
{
    /// <summary>No account of the machine's; a number is all that the kernel asks for.</summary>
    private const string OrdinaryUser = "23456";

    private readonly List<Process> sleepers = [];

    public static bool IsRoot { get; } = EffectiveUser() == 0;

    /// <summary>Whom the tests can run the tool as here.</summary>
    public static IReadOnlyList<Identity> Identities { get; } = IsRoot ? [Identity.Root, Identity.OrdinaryUser] : [Identity.OrdinaryUser];

    public string Folder { get; } = Directory.CreateTempSubdirectory("gaodev-lab-").FullName;

    internal string Driver => Path.Combine(Folder, "driver", "HostDriver.dll");

    private string Plugin => Path.Combine(Folder, "hostile", "Fixtures.Hostile.dll");

    public ValueTask InitializeAsync()
    {
        File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
        Copy(Path.GetDirectoryName(BuiltFixtures.Driver)!, Path.Combine(Folder, "driver"));
        Copy(Path.GetDirectoryName(BuiltFixtures.Hostile)!, Path.Combine(Folder, "hostile"));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        foreach (Process sleeper in sleepers)
        {
            sleeper.Kill();
            sleeper.WaitForExit();
            sleeper.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A folder that belongs to an identity, and is its home.</summary>
    public string CreateHome(Identity identity)
    {
        string home = Path.Combine(Folder, $"home-{identity}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(home);
        if (identity == Identity.OrdinaryUser && IsRoot)
        {
            Assert.Equal(0, ChangeOwner(home, uint.Parse(OrdinaryUser, CultureInfo.InvariantCulture), uint.Parse(OrdinaryUser, CultureInfo.InvariantCulture)));
        }

        return home;
    }

    /// <summary>Gives a file to an identity.</summary>
    internal static void Give(Identity identity, string path)
    {
        if (identity == Identity.OrdinaryUser && IsRoot)
        {
            Assert.Equal(0, ChangeOwner(path, uint.Parse(OrdinaryUser, CultureInfo.InvariantCulture), uint.Parse(OrdinaryUser, CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>A process of an identity's that does nothing, to be looked at and signalled.</summary>
    public int StartSleeper(Identity identity)
    {
        Process sleeper = Process.Start(Describe(identity, Folder, "/bin/sleep", "600"))!;
        sleepers.Add(sleeper);
        return sleeper.Id;
    }

    /// <summary>Runs a script as an identity; one outcome for each prompt that was got to.</summary>
    internal async Task<LabRun> RunAsync(Identity identity, DriverScript script, CancellationToken cancellationToken, string? home = null, string? path = null, string[]? within = null)
    {
        home ??= CreateHome(identity);
        string file = Path.Combine(home, $"script-{Guid.NewGuid():N}.json");
        script = script with
        {
            State = script.State == "/nonexistent" ? Path.Combine(home, ".gao-dev") : script.State,
            Project = script.Project == "/nonexistent" ? home : script.Project,
        };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(script), cancellationToken);
        ProcessStartInfo start = Describe(identity, home, [.. within ?? [], DotnetLauncher.Find(new HostOptions()), "exec", Driver, file]);
        start.Environment["PATH"] = path is null ? start.Environment["PATH"] : $"{path}:{start.Environment["PATH"]}";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        File.Delete(file);
        string said = await errors;
        Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}: {said}");
        JsonSerializerOptions options = new() { PropertyNameCaseInsensitive = true };
        return new LabRun([.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<LabOutcome>(line, options)!)], said, home);
    }

    internal DriverScript Script(bool isConfined, params string[] prompts) => new()
    {
        Assembly = Plugin,
        Provider = "hostile",
        EntryType = "Fixtures.Hostile.HostilePlugin",
        Prompts = prompts,
        IsConfined = isConfined,
    };

    internal static ProcessStartInfo Describe(Identity identity, string home, params string[] command)
    {
        string[] words = identity == Identity.OrdinaryUser && IsRoot
            ? ["/usr/bin/setpriv", $"--reuid={OrdinaryUser}", $"--regid={OrdinaryUser}", "--clear-groups", .. command]
            : command;
        ProcessStartInfo start = new(words[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (string word in words[1..])
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["HOME"] = home;
        start.Environment.Remove("TMPDIR");
        return start;
    }

    private static void Copy(string from, string to)
    {
        foreach (string folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories).Append(from))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);
}
