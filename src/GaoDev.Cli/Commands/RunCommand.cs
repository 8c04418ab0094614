using System.CommandLine;
using System.Globalization;
using GaoDev.Cli.Rendering;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Providers;
using GaoDev.Runtime;
using GaoDev.Runtime.Configuration;
using GaoDev.Runtime.Execution;

namespace GaoDev.Cli.Commands;

/// <summary><c>gao-dev run</c>: sends a task through a provider and streams the answer.</summary>
internal sealed class RunCommand : ToolCommand
{
    public RunCommand(Terminal terminal)
        : base("run", "Runs a task through a provider and streams the answer.", terminal)
    {
        Arguments.Add(TaskArgument);
        Options.Add(ProviderOption);
        Options.Add(ModelOption);
        Options.Add(SettingOption);
        Options.Add(ToolOption);
        Options.Add(TimeoutOption);
        Options.Add(NoNetworkOption);
        Options.Add(ReadOnlyOption);
        Options.Add(LimitOption);
    }

    public Argument<string> TaskArgument { get; } = new("task") { Description = "What to do; '-' reads it from standard input." };

    public Option<string?> ProviderOption { get; } = new("--provider", "-p") { Description = "The provider; providers.default of the configuration where it is not given." };

    public Option<string?> ModelOption { get; } = new("--model", "-m") { Description = "The model; the provider's default where it is not given." };

    public Option<string[]> SettingOption { get; } = new("--set", "-s") { Description = "A setting of the provider, as name=value. May be given several times.", HelpName = "name=value" };

    public Option<string[]> ToolOption { get; } = new("--tool") { Description = "A tool that the agent may use. May be given several times.", HelpName = "name" };

    public Option<double?> TimeoutOption { get; } = new("--timeout") { Description = "Seconds until the task is ended.", HelpName = "seconds" };

    public Option<bool> NoNetworkOption { get; } = new("--no-network") { Description = "Take the network away for this task." };

    public Option<bool> ReadOnlyOption { get; } = new("--read-only") { Description = "Let this task change no files." };

    public Option<string[]> LimitOption { get; } = new("--limit") { Description = "What the plugin may use in this run, as ResidentMemory=1GiB or WallTime=5min. May be given several times.", HelpName = "name=value" };

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        ProviderConfiguration settings = ReadSettings(arguments.GetValue(SettingOption) ?? []);
        TimeSpan? timeout = TimeoutArgument.Read(arguments.GetValue(TimeoutOption));
        ProviderPluginManager manager = ToolManager.Open(limits => ReadLimits(limits, arguments.GetValue(LimitOption) ?? []));
        IReadOnlyList<string> chain = arguments.GetValue(ProviderOption) is null ? manager.FindChain() : [];
        string name = arguments.GetValue(ProviderOption) ?? (chain.Count > 0 ? chain[0] : manager.DefaultProvider)
            ?? throw new PluginException(PluginErrorCode.ArgumentMalformed, "No provider is named.", "Name one with --provider, or set providers.default in ~/.gao-dev/config.yaml.");
        ProviderPluginInfo info = manager.GetRunnableProvider(name);
        foreach (string possible in chain.Count > 1 ? chain : [name])
        {
            Terminal.WarnWhereUnconfined(manager.GetProvider(possible));
        }

        IAgentProvider provider = chain.Count > 1
            ? manager.Factory.CreateSelection(manager.Selection! with { Chain = chain, Settings = new Dictionary<string, ProviderConfiguration> { [name] = settings } })
            : await manager.Factory.CreateAsync(name, settings, cancellationToken).ConfigureAwait(false);
        await using (provider.ConfigureAwait(false))
        {
            string? model = arguments.GetValue(ModelOption) ?? (chain.Count > 1 ? null : info.Metadata!.DefaultModel);
            AgentTask task = new(await ReadTaskAsync(arguments.GetRequiredValue(TaskArgument), cancellationToken).ConfigureAwait(false), CreateContext(arguments))
            {
                // Asked before the task is sent, so that an unknown model costs nothing.
                Model = model is null ? null : CheckModel(provider, model),
                Tools = arguments.GetValue(ToolOption) ?? [],
                Timeout = timeout,
            };
            AnswerWriter answer = new(Terminal, model, arguments.GetValue(JsonOption));
            try
            {
                await foreach (AgentUpdate update in provider.ExecuteTaskAsync(task, cancellationToken).ConfigureAwait(false))
                {
                    answer.Write(update);
                }
            }
            finally
            {
                // What went wrong begins on a line of its own.
                answer.EndLine();
            }

            answer.WriteSummary();
        }

        return ExitCode.Done;
    }

    private static string CheckModel(IAgentProvider provider, string model)
    {
        _ = provider.TranslateModelName(model);
        return model;
    }

    private AgentContext CreateContext(ParseResult arguments) => new(Environment.CurrentDirectory)
    {
        EnableNetwork = !arguments.GetValue(NoNetworkOption),
        AllowDestructiveOperations = !arguments.GetValue(ReadOnlyOption),
    };

    private async Task<string> ReadTaskAsync(string argument, CancellationToken cancellationToken) =>
        argument == "-" ? await Terminal.Input.ReadToEndAsync(cancellationToken).ConfigureAwait(false) : argument;

    private static ProviderConfiguration ReadSettings(string[] settings)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (string setting in settings)
        {
            int equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                // The text may hold a secret, so it is not repeated.
                throw new PluginException(PluginErrorCode.ArgumentMalformed, "A --set has no name and '='.", "Write --set name=value.");
            }

            values[setting[..equals]] = setting[(equals + 1)..];
        }

        return new ProviderConfiguration(values);
    }

    private static PluginLimits ReadLimits(PluginLimits limits, string[] settings) => settings.Aggregate(limits, (current, setting) =>
        setting.Split('=', 2) is [{ Length: > 0 } name, var value]
            ? LimitSettings.Set(current, name, value, "--limit")
            : throw new PluginException(PluginErrorCode.ArgumentMalformed, $"--limit is '{setting}'.", "Write --limit name=value."));
}
