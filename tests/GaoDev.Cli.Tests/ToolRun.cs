using System.Text.Json;

namespace GaoDev.Cli.Tests;

/// <summary>What gao-dev said and how it ended.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output, which holds one JSON document and nothing else.</summary>
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Output);

    /// <summary>Expects success.</summary>
    public ToolRun Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit {ExitCode}: {Error}{Output}");
        return this;
    }

    /// <summary>Expects that exit code and error code, with a line that says what to do, and nothing on standard output.</summary>
    public ToolRun Failed(int exitCode, string code)
    {
        Assert.True(ExitCode == exitCode && Error.Contains($"error {code}: ", StringComparison.Ordinal), $"exit {ExitCode}: {Error}{Output}");
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.Empty(Output);
        return this;
    }
}
