using System.Globalization;
using GaoDev.Permissions;
using GaoDev.Providers.BuiltIn.CommandLine;

namespace GaoDev.Providers.BuiltIn.ClaudeCode;

/// <summary>Claude Code, Anthropic's command-line agent: one run of it for each task. Safe for concurrent use.</summary>
[ProviderPlugin("claude-code", Description = "Claude Code, Anthropic's agent on the command line", Author = "The GaoDev authors", RequiresCli = "claude")]
[ProviderOption("cli_path", Environment = "CLAUDE_CODE_PATH", Default = "claude", Description = "The program: a name on PATH, or a path")]
[ProviderOption("api_key", Environment = "ANTHROPIC_API_KEY", Secret = true, Description = "Key from the Anthropic console; without one, whoever is logged in")]
[ProviderOption("base_url", Type = ProviderOptionType.Uri, Environment = "ANTHROPIC_BASE_URL", Description = "Address of the endpoint, where it is not Anthropic's")]
[ProviderOption("default_model", Description = "Model of tasks that name none; the tool's own choice where it is not set")]
[ProviderOption("max_retries", Type = ProviderOptionType.Integer, Default = 2, Description = "How often the tool itself tries a refused request again")]
[ProviderOption("timeout", Type = ProviderOptionType.Number, Default = 3600, Description = "Seconds that a task may take where the task does not say")]
[SubprocessAccess("claude", Reason = "is the agent")]
[NetworkAccess("api.anthropic.com", Reason = "the agent calls the model")]
public sealed partial class ClaudeCodeProvider(ProviderContext context) : CommandLineProvider(context)
{
    private static readonly Dictionary<string, bool> KnownTools = new(StringComparer.Ordinal)
    {
        ["Bash"] = true,
        ["Edit"] = true,
        ["MultiEdit"] = true,
        ["NotebookEdit"] = true,
        ["Write"] = true,
        ["Task"] = true,
        ["Glob"] = false,
        ["Grep"] = false,
        ["LS"] = false,
        ["NotebookRead"] = false,
        ["Read"] = false,
        ["TodoWrite"] = false,
        ["WebFetch"] = false,
        ["WebSearch"] = false,
    };

    private protected override string Setup => "Install it with npm install -g @anthropic-ai/claude-code, or set cli_path.";

    private protected override IReadOnlyDictionary<string, bool> Tools => KnownTools;

    /// <summary>The name with hyphens for dots: <c>claude-sonnet-4.5</c> is the tool's <c>claude-sonnet-4-5</c>. The tool knows the rest.</summary>
    public override string TranslateModelName(string canonicalName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(canonicalName);
        return canonicalName.Replace('.', '-');
    }

    private protected override AgentCommand CreateCommand(AgentTask task)
    {
        // The prompt comes on standard input: it may be long, and it may begin with a hyphen.
        List<string> arguments = ["-p", "--output-format", "stream-json", "--verbose", "--include-partial-messages", "--no-session-persistence"];
        if (task.Model is not null || Context.Configuration.GetString("default_model") is { Length: > 0 })
        {
            arguments.AddRange(["--model", TranslateModelName(task.Model ?? Context.Configuration.GetRequiredString("default_model"))]);
        }

        string tools = string.Join(',', AllowedTools(task));
        arguments.AddRange(["--tools", tools]);
        if (tools.Length > 0)
        {
            arguments.AddRange(["--allowedTools", tools]);
        }

        AgentCommand command = new(Name, FindProgram(), arguments);
        command.Environment["DISABLE_AUTOUPDATER"] = "1";
        command.Environment["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1";
        // An answer that breaks off has failed; asking for it anew, all at once, is for whoever runs the task.
        command.Environment["CLAUDE_CODE_DISABLE_NONSTREAMING_FALLBACK"] = "1";
        command.Environment["CLAUDE_CODE_MAX_RETRIES"] = (Context.Configuration.GetInt32("max_retries") ?? 2).ToString(CultureInfo.InvariantCulture);
        Pass("api_key", "ANTHROPIC_API_KEY");
        Pass("base_url", "ANTHROPIC_BASE_URL");
        if (task.MaxOutputTokens is { } tokens)
        {
            command.Environment["CLAUDE_CODE_MAX_OUTPUT_TOKENS"] = tokens.ToString(CultureInfo.InvariantCulture);
        }

        return command;

        void Pass(string option, string variable)
        {
            if (Context.Configuration.GetString(option) is { Length: > 0 } value)
            {
                command.Environment[variable] = value;
            }
        }
    }

    private protected override EventReader CreateReader() => new ClaudeCodeEvents(Name, Clean);
}
