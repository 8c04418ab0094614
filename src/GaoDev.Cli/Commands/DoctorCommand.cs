using System.CommandLine;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Runtime;
using GaoDev.Runtime.Confinement;
using GaoDev.Runtime.Execution;
using Spectre.Console;

namespace GaoDev.Cli.Commands;

/// <summary><c>gao-dev doctor</c>: whether plugins can be confined here, layer by layer, and what to do where they cannot.</summary>
internal sealed class DoctorCommand(Terminal terminal)
    : ToolCommand("doctor", "Checks everything that confining plugins needs, and says what is missing.", terminal)
{
    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        HostOptions options = new() { StateDirectory = new ProviderPluginManagerOptions().HomeDirectory };
        List<SandboxFinding> findings = [];
        await foreach (SandboxFinding finding in SandboxDoctor.ExamineAsync(options).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            findings.Add(finding);
        }

        bool isSound = findings.All(finding => finding.IsSound is not false);
        if (arguments.GetValue(JsonOption))
        {
            Terminal.Output.WriteLine(JsonOutput.Write<IReadOnlyList<FindingJson>>([.. findings.Select(finding => new FindingJson(finding.Layer, finding.IsSound, finding.Found, finding.Remedy))]));
        }
        else
        {
            Write(findings);
            Terminal.Error.WriteLine(isSound ? "Plugins are confined on this machine." : "Plugins cannot be confined on this machine, so they do not run.");
        }

        return isSound ? ExitCode.Done : ExitCode.SandboxUnavailable;
    }

    private void Write(IReadOnlyList<SandboxFinding> findings)
    {
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(2)).AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        foreach (SandboxFinding finding in findings)
        {
            (string word, Color color) = finding.IsSound switch
            {
                true => ("ok", Color.Green),
                false => ("missing", Color.Red),
                null => ("optional", Color.Yellow),
            };
            grid.AddRow(new Text(word, new Style(color)), new Text(finding.Layer), new Text(PluginText.Escape(finding.Found)));
            if (finding.Remedy is not null)
            {
                grid.AddRow(new Text(""), new Text(""), new Text("-> " + PluginText.Escape(finding.Remedy)));
            }
        }

        Terminal.OutputConsole.Write(grid);
    }
}
