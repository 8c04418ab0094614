using System.CommandLine;
using GaoDev.Cli.Commands;
using GaoDev.Cli.Rendering;

namespace GaoDev.Cli;

/// <summary>The tool: its commands, how a command line is parsed, and what the process ends with.</summary>
internal static class GaoDevTool
{
    public static RootCommand CreateRootCommand(Terminal terminal) =>
        new("Installs, inspects and runs AI agent providers.")
        {
            new PluginsCommand(terminal),
            new RunCommand(terminal),
            new DoctorCommand(terminal),
            new AuditCommand(terminal),
        };

    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        // A task may begin with '@'; it is not a file of arguments.
        ParserConfiguration parser = new() { ResponseFileTokenReplacer = null };
        ParseResult result = CreateRootCommand(terminal).Parse(args, parser);
        InvocationConfiguration invocation = new() { Output = terminal.Output, Error = terminal.Error };
        int exitCode = await result.InvokeAsync(invocation).ConfigureAwait(false);
        return result.Errors.Count > 0 ? (int)ExitCode.Usage : exitCode;
    }
}
