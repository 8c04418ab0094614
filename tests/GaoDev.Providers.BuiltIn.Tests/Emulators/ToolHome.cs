using System.Diagnostics;
using GaoDev.EndToEnd.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaoDev.Providers.BuiltIn.Tests.Emulators;

/// <summary>An empty home and a project folder for a command-line tool, and the tool as npm installs it.</summary>
internal sealed class ToolHome : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaodev-tool-").FullName;

    public ToolHome() => Directory.CreateDirectory(Home);

    public string Home => Path.Combine(folder, "home");

    public string Project => Directory.CreateDirectory(Path.Combine(folder, "project")).FullName;

    public static string Claude => Find("@anthropic-ai", "claude-code-linux-x64", "claude");

    public static string OpenCode => Find("opencode-linux-x64", "bin", "opencode");

    public void Dispose()
    {
        // A tool that was ended may still be writing.
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (IOException) when (attempt < 50)
            {
                Thread.Yield();
            }
        }
    }

    /// <summary>Writes an opencode.json that names an OpenAI-compatible provider, "emulator".</summary>
    public void WriteOpenCodeSettings(Uri address, string key) => File.WriteAllText(Path.Combine(Project, "opencode.json"), $$"""
        {
          "provider": {
            "emulator": {
              "npm": "@ai-sdk/openai-compatible",
              "options": { "baseURL": "{{new Uri(address, "/v1")}}", "apiKey": "{{key}}" },
              "models": { "gpt-4": {} }
            }
          }
        }
        """);

    public AgentTask NewTask(string prompt) => new(prompt, new AgentContext(Project)
    {
        EnvironmentVariables = new Dictionary<string, string>
        {
            ["HOME"] = Home,
            ["XDG_CONFIG_HOME"] = Path.Combine(Home, ".config"),
            ["XDG_DATA_HOME"] = Path.Combine(Home, ".local/share"),
            ["XDG_CACHE_HOME"] = Path.Combine(Home, ".cache"),
            ["XDG_STATE_HOME"] = Path.Combine(Home, ".local/state"),
            ["OPENCODE_DISABLE_MODELS_FETCH"] = "1",
        },
    });

    public ProviderContext NewContext(params KeyValuePair<string, string>[] settings) => new(
        new ProviderConfiguration(settings, ["api_key"]), new HttpClient(), NullLogger.Instance, TimeProvider.System, Project);

    /// <summary>The processes below this one that run a program.</summary>
    public static int CountRunning(string program, string marker) => Process.GetProcesses().Count(process =>
    {
        try
        {
            string command = File.ReadAllText($"/proc/{process.Id}/cmdline");
            return command.StartsWith(program, StringComparison.Ordinal) && File.ReadAllText($"/proc/{process.Id}/environ").Contains(marker, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        finally
        {
            process.Dispose();
        }
    });

    private static string Find(params string[] path)
    {
        string program = Path.Combine([Checkout.Root, "tests", "emulators", "node_modules", .. path]);
        Assert.True(File.Exists(program), $"{program} is not installed: run tests/run.sh, or npm install in tests/emulators.");
        return program;
    }
}
