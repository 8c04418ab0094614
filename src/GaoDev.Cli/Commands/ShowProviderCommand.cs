using System.CommandLine;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Runtime;

namespace GaoDev.Cli.Commands;

/// <summary><c>gao-dev plugins show-provider</c>: one provider, its options and what it may do. Runs no plugin.</summary>
internal sealed class ShowProviderCommand : ToolCommand
{
    public ShowProviderCommand(Terminal terminal)
        : base("show-provider", "Shows one provider: its models, options and permissions.", terminal) => Arguments.Add(NameArgument);

    public Argument<string> NameArgument { get; } = new("name") { Description = "The provider's name." };

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        ProviderPluginInfo provider = ToolManager.Open().GetProvider(arguments.GetRequiredValue(NameArgument));
        if (arguments.GetValue(JsonOption))
        {
            Terminal.Output.WriteLine(JsonOutput.Write(ProviderJson.Of(provider)));
        }
        else
        {
            ProviderCard.Write(Terminal.OutputConsole, provider);
        }

        return Task.FromResult(ExitCode.Done);
    }
}
