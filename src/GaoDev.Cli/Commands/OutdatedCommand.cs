using System.CommandLine;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Runtime.Execution;
using GaoDev.Runtime.Packages;
using Spectre.Console;

namespace GaoDev.Cli.Commands;

/// <summary><c>gao-dev plugins outdated</c>: which installed providers have newer versions. Changes nothing.</summary>
internal sealed class OutdatedCommand : StoreCommand
{
    public OutdatedCommand(Terminal terminal)
        : base("outdated", "Shows which installed providers have newer versions.", terminal) => Feeds.AddTo(this);

    public FeedOptions Feeds { get; } = new();

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        PackageRequest options = Feeds.Apply(new PackageRequest { Package = "", WorkingDirectory = Environment.CurrentDirectory }, arguments);
        OutdatedPlugin[] plugins = await Task.WhenAll(StoreOf(ToolManager.Open(), arguments).Read()
            .Select(plugin => PluginUpdates.CompareAsync(plugin, options, cancellationToken))).ConfigureAwait(false);
        if (arguments.GetValue(JsonOption))
        {
            Terminal.Output.WriteLine(JsonOutput.Write<IReadOnlyList<OutdatedJson>>([.. plugins.Select(OutdatedJson.Of)]));
            return ExitCode.Done;
        }

        OutdatedPlugin[] shown = [.. plugins.Where(plugin => plugin.IsOutdated || plugin.Problem is not null || plugin.Latest != plugin.Installed)];
        if (shown.Length == 0)
        {
            Terminal.Error.WriteLine("Everything is up to date.");
            return ExitCode.Done;
        }

        Table table = new Table().NoBorder();
        foreach (string heading in (string[])["PACKAGE", "INSTALLED", "UPDATE", "LATEST", ""])
        {
            table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Dim))).PadRight(2));
        }

        foreach (OutdatedPlugin plugin in shown)
        {
            string note = plugin.Problem ?? (plugin.Pinned is null ? "" : $"kept to {plugin.Pinned}");
            table.AddRow([.. new[] { plugin.Package, plugin.Installed, plugin.IsOutdated ? plugin.Wanted! : "-", plugin.Latest ?? "?", note }
                .Select(text => new Text(PluginText.Escape(text)))]);
        }

        Terminal.OutputConsole.Write(table);
        return ExitCode.Done;
    }
}
