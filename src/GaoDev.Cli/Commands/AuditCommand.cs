using System.CommandLine;
using System.Globalization;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Runtime;
using GaoDev.Runtime.Egress;
using GaoDev.Runtime.Execution;
using Spectre.Console;

namespace GaoDev.Cli.Commands;

/// <summary><c>gao-dev audit</c>: every request that confined plugins made or wanted to make.</summary>
internal sealed class AuditCommand : ToolCommand
{
    private const int UsualCount = 50;

    public AuditCommand(Terminal terminal)
        : base("audit", "Shows the requests of confined plugins: where to, whether they were allowed, what came back.", terminal)
    {
        Options.Add(ProviderOption);
        Options.Add(RefusedOption);
        Options.Add(LastOption);
    }

    public Option<string?> ProviderOption { get; } = new("--provider", "-p") { Description = "Only this provider's." };

    public Option<bool> RefusedOption { get; } = new("--refused") { Description = "Only what was refused." };

    public Option<int> LastOption { get; } = new("--last") { Description = "How many of the newest to show.", DefaultValueFactory = _ => UsualCount };

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string? provider = arguments.GetValue(ProviderOption);
        bool refused = arguments.GetValue(RefusedOption);
        EgressRecord[] records =
        [
            .. new EgressAudit(new ProviderPluginManagerOptions().HomeDirectory).Read()
                .Where(record => provider is null || string.Equals(record.Plugin, provider, StringComparison.OrdinalIgnoreCase))
                .Where(record => !refused || record.IsRefused)
                // A line is written when its request is over.
                .OrderBy(record => record.At)
                .TakeLast(Math.Max(arguments.GetValue(LastOption), 0)),
        ];
        if (arguments.GetValue(JsonOption))
        {
            Terminal.Output.WriteLine(JsonOutput.Write<IReadOnlyList<AuditJson>>([.. records.Select(AuditJson.Of)]));
        }
        else if (records.Length == 0)
        {
            Terminal.Error.WriteLine("No request of a confined plugin is written down.");
        }
        else
        {
            Terminal.OutputConsole.Write(CreateTable(records));
        }

        return Task.FromResult(ExitCode.Done);
    }

    private static Table CreateTable(IEnumerable<EgressRecord> records)
    {
        Table table = new Table().NoBorder();
        foreach (string heading in (string[])["TIME", "PROVIDER", "REQUEST", "SENT", "RECEIVED", "MS", "OUTCOME"])
        {
            table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Dim))).PadRight(2));
        }

        foreach (EgressRecord record in records)
        {
            table.AddRow(
                Plain(record.At.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
                Plain(record.Plugin),
                Plain($"{record.Method} {record.Target}"),
                Plain(record.SentBytes.ToString(CultureInfo.InvariantCulture)),
                Plain(record.ReceivedBytes.ToString(CultureInfo.InvariantCulture)),
                Plain(record.Milliseconds.ToString(CultureInfo.InvariantCulture)),
                new Text((record.IsRefused ? "refused: " : "") + PluginText.Escape(record.Outcome), record.IsRefused ? new Style(Color.Red) : Style.Plain));
        }

        return table;
    }

    private static Text Plain(string text) => new(PluginText.Escape(text));
}
