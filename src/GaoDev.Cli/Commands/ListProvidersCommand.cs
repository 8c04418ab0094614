using System.CommandLine;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Runtime;
using GaoDev.Runtime.Execution;
using Spectre.Console;

namespace GaoDev.Cli.Commands;

/// <summary><c>gao-dev plugins list-providers</c>: every provider, broken and untrusted ones included. Runs no plugin.</summary>
internal sealed class ListProvidersCommand(Terminal terminal)
    : ToolCommand("list-providers", "Lists every provider: built in, installed, and found in a plugins folder.", terminal)
{
    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        IReadOnlyList<ProviderPluginInfo> providers = ToolManager.Open().ListProviders();
        if (arguments.GetValue(JsonOption))
        {
            Terminal.Output.WriteLine(JsonOutput.Write<IReadOnlyList<ProviderJson>>([.. providers.Select(ProviderJson.Of)]));
        }
        else if (providers.Count == 0)
        {
            Terminal.Error.WriteLine("There are no providers. gao-dev plugins install-provider <package> installs one.");
        }
        else
        {
            Terminal.OutputConsole.Write(CreateTable(providers));
        }

        return Task.FromResult(ExitCode.Done);
    }

    private static Table CreateTable(IReadOnlyList<ProviderPluginInfo> providers)
    {
        Table table = new Table().NoBorder();
        foreach (string heading in (string[])["PROVIDER", "VERSION", "FROM", "RUNS", "STATUS"])
        {
            table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Dim))).PadRight(2));
        }

        foreach (ProviderPluginInfo provider in providers)
        {
            table.AddRow(
                new Text(PluginText.Escape(provider.Name)),
                new Text(PluginText.Escape(provider.Metadata?.Version ?? "")),
                new Text(ProviderText.From(provider)),
                new Text(ProviderText.Runs(provider.Confinement)),
                new Text(PluginText.Escape(provider.Problem ?? "ready"), StatusStyle(provider.Status)));
        }

        return table;
    }

    private static Style StatusStyle(ProviderStatus status) => new(status switch
    {
        ProviderStatus.Ready => Color.Green,
        ProviderStatus.Broken => Color.Red,
        _ => Color.Yellow,
    });
}
