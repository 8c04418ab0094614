using System.CommandLine;
using GaoDev.Cli.Rendering;

namespace GaoDev.Cli.Commands;

/// <summary>A command that does something: it runs, reports what went wrong, and gives an exit code.</summary>
internal abstract class ToolCommand : Command
{
    private readonly Terminal terminal;

    protected ToolCommand(string name, string description, Terminal terminal)
        : base(name, description)
    {
        this.terminal = terminal;
        Options.Add(JsonOption);
        SetAction(async (result, cancellationToken) => (int)await RunReportedAsync(result, cancellationToken).ConfigureAwait(false));
    }

    public Option<bool> JsonOption { get; } = new("--json") { Description = "Write JSON to standard output; failures too, to standard error." };

    protected Terminal Terminal => terminal;

    protected abstract Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken);

    private async Task<ExitCode> RunReportedAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(arguments, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Cancelled;
        }
        catch (Exception exception) when (ErrorReport.For(exception) is { } report)
        {
            terminal.Report(report, arguments.GetValue(JsonOption));
            return report.ExitCode;
        }
    }
}
