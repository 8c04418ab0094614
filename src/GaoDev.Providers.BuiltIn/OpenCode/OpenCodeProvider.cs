using GaoDev.Permissions;
using GaoDev.Providers.BuiltIn.CommandLine;

namespace GaoDev.Providers.BuiltIn.OpenCode;

/// <summary>opencode, the open-source agent on the command line: one run of it for each task. Safe for concurrent use.</summary>
/// <remarks>The tool tells each part of an answer when the part is whole, so a short answer comes in one piece.</remarks>
[ProviderPlugin("opencode", Description = "opencode, the open-source agent on the command line", Author = "The GaoDev authors", RequiresCli = "opencode")]
[ProviderOption("cli_path", Environment = "OPENCODE_PATH", Default = "opencode", Description = "The program: a name on PATH, or a path")]
[ProviderOption("model_provider", Environment = "OPENCODE_PROVIDER", Description = "opencode's own provider of models that are named without one")]
[ProviderOption("default_model", Environment = "OPENCODE_MODEL", Description = "Model of tasks that name none; what opencode.json says where it is not set")]
[ProviderOption("timeout", Type = ProviderOptionType.Number, Default = 3600, Description = "Seconds that a task may take where the task does not say")]
[SubprocessAccess("opencode", Reason = "is the agent, and calls whatever model opencode.json names")]
public sealed partial class OpenCodeProvider(ProviderContext context) : CommandLineProvider(context)
{
    // opencode's own configuration says what an agent may do; a run has no switch for it, save for this variable.
    private static readonly Dictionary<string, bool> KnownTools = new(StringComparer.Ordinal)
    {
        ["bash"] = true,
        ["edit"] = true,
        ["patch"] = true,
        ["task"] = true,
        ["write"] = true,
        ["glob"] = false,
        ["grep"] = false,
        ["list"] = false,
        ["read"] = false,
        ["todoread"] = false,
        ["todowrite"] = false,
        ["webfetch"] = false,
    };

    private protected override string Setup => "Install it with npm install -g opencode-ai, or set cli_path.";

    private protected override IReadOnlyDictionary<string, bool> Tools => KnownTools;

    /// <summary>The name as <c>provider/model</c>, which is how the tool names models.</summary>
    /// <exception cref="ModelNotFoundException">The name has no provider, and model_provider is not set.</exception>
    public override string TranslateModelName(string canonicalName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(canonicalName);
        return canonicalName.Contains('/', StringComparison.Ordinal) ? canonicalName
            : Context.Configuration.GetString("model_provider") is { Length: > 0 } provider ? $"{provider}/{canonicalName}"
            : throw new ModelNotFoundException(canonicalName, ["provider/model, or any where model_provider is set"], Name);
    }

    private protected override AgentCommand CreateCommand(AgentTask task)
    {
        List<string> arguments = ["run", "--format", "json", "--thinking"];
        if (task.Model is not null || Context.Configuration.GetString("default_model") is { Length: > 0 })
        {
            arguments.AddRange(["--model", TranslateModelName(task.Model ?? Context.Configuration.GetRequiredString("default_model"))]);
        }

        AgentCommand command = new(Name, FindProgram(), arguments);
        command.Environment["OPENCODE_DISABLE_AUTOUPDATE"] = "1";
        command.Environment["OPENCODE_PERMISSION"] = OpenCodePermissions.Write(KnownTools.Keys, AllowedTools(task));
        return command;
    }

    private protected override EventReader CreateReader() => new OpenCodeEvents(Name, Clean);
}
