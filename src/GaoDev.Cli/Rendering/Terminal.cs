using GaoDev.Cli.Rendering.Json;
using GaoDev.Runtime;
using GaoDev.Runtime.Confinement;
using GaoDev.Runtime.Execution;
using Spectre.Console;

namespace GaoDev.Cli.Rendering;

/// <summary>
/// Where gao-dev writes: data to standard output, everything else to standard error. Not thread-safe. What comes from
/// a plugin goes through <see cref="PluginText"/> before it reaches a person's screen.
/// </summary>
internal sealed class Terminal
{
    // No wrapping where nobody looks at columns.
    private const int UnlimitedWidth = 10_000;

    private TextReader? _input;

    private Terminal(TextWriter output, TextWriter error, TextReader? input, bool outputIsTerminal, bool errorIsTerminal, bool inputIsTerminal)
    {
        Output = output;
        Error = error;
        _input = input;
        OutputIsTerminal = outputIsTerminal;
        ErrorIsTerminal = errorIsTerminal;
        CanAsk = inputIsTerminal && errorIsTerminal;
    }

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    /// <summary>Opened by who first reads: most commands ask nothing.</summary>
    public TextReader Input => _input ??= Console.In;

    public bool OutputIsTerminal { get; }

    public bool ErrorIsTerminal { get; }

    /// <summary>Whether there is a person to ask.</summary>
    public bool CanAsk { get; }

    public IAnsiConsole OutputConsole => field ??= CreateConsole(Output, OutputIsTerminal);

    public IAnsiConsole ErrorConsole => field ??= CreateConsole(Error, ErrorIsTerminal);

    public static Terminal System() => new(
        Console.Out, Console.Error, input: null, !Console.IsOutputRedirected, !Console.IsErrorRedirected, !Console.IsInputRedirected);

    public static Terminal Redirected(TextWriter output, TextWriter error, TextReader input) =>
        new(output, error, input, outputIsTerminal: false, errorIsTerminal: false, inputIsTerminal: false);

    /// <summary>Asks a question, and reads the answer. What was typed before is no answer to what was not shown.</summary>
    public string? Ask(string question)
    {
        if (CanAsk && OperatingSystem.IsLinux())
        {
            _ = LinuxCalls.FlushTerminal(LinuxCalls.StandardInput, LinuxCalls.FlushInput);
        }

        Error.Write(question);
        return Input.ReadLine();
    }

    /// <summary>Says of a provider that is about to run that nothing confines it, where that is so.</summary>
    public void WarnWhereUnconfined(ProviderPluginInfo provider)
    {
        if (provider.Confinement == ProviderConfinement.Unconfined)
        {
            Error.WriteLine("warning: " + ConfinementNotice.Unconfined(provider.Name));
        }
    }

    public void Report(ErrorReport report, bool json)
    {
        if (json)
        {
            Error.WriteLine(JsonOutput.Write(new ErrorJson(report.Code, report.Message, report.Remedy, report.Plugin, (int)report.ExitCode)));
            return;
        }

        ErrorConsole.Markup("[red]error[/] ");
        ErrorConsole.WriteLine($"{report.Code}: {PluginText.Escape(report.Message)}");
        if (report.Remedy is not null)
        {
            ErrorConsole.WriteLine($"  {PluginText.Escape(report.Remedy)}");
        }
    }

    private static IAnsiConsole CreateConsole(TextWriter writer, bool isTerminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        if (!isTerminal)
        {
            console.Profile.Width = UnlimitedWidth;
        }

        return console;
    }
}
