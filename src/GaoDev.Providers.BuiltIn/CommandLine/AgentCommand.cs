using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace GaoDev.Providers.BuiltIn.CommandLine;

/// <summary>
/// One run of a command-line agent: the prompt goes in on its standard input, an event a line comes out. It ends with the
/// task, whatever ends that, and with it everything that it started.
/// </summary>
internal sealed class AgentCommand(string providerName, string program, IReadOnlyList<string> arguments)
{
    private const int MaximumLineBytes = 16 * 1024 * 1024;
    private const int ErrorTailLength = 2000;

    private readonly StringBuilder errors = new();

    /// <summary>Set in the program's environment, on top of this process's own.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>What the program ended with, once it has.</summary>
    public int ExitCode { get; private set; }

    /// <summary>The end of what it wrote to its standard error.</summary>
    public string ErrorTail
    {
        get
        {
            lock (errors)
            {
                return errors.ToString().Trim();
            }
        }
    }

    /// <summary>Runs the program and gives its events as they come; lines that are no JSON objects are left out.</summary>
    /// <exception cref="ProviderException">It cannot be started, or writes a line that is too long.</exception>
    public async IAsyncEnumerable<JsonElement> RunAsync(string prompt, string directory, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using Process process = Start(directory);
        try
        {
            Task writing = WriteAsync(process, prompt);
            Task reading = ReadErrorsAsync(process, cancellationToken);
            EventLines lines = new(process.StandardOutput.BaseStream, MaximumLineBytes);
            while (await NextAsync(lines, cancellationToken).ConfigureAwait(false) is { } line)
            {
                if (line.ValueKind == JsonValueKind.Object)
                {
                    yield return line;
                }
            }

            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(writing, reading).ConfigureAwait(false);
            ExitCode = process.ExitCode;
        }
        finally
        {
            End(process);
        }
    }

    private Process Start(string directory)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = Directory.Exists(directory) ? directory : "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            UseShellExecute = false,
        };
        // Tools ask it where they are, and this process is elsewhere.
        start.Environment["PWD"] = start.WorkingDirectory.Length > 0 ? start.WorkingDirectory : System.Environment.CurrentDirectory;
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new ProviderException(ProviderErrorKind.CliNotFound, $"'{providerName}' could not start {program}: {failure.Message}", providerName, failure);
        }
    }

    private async ValueTask<JsonElement?> NextAsync(EventLines lines, CancellationToken cancellationToken)
    {
        try
        {
            return await lines.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException failure)
        {
            throw new ProviderExecutionException($"'{providerName}' ended its tool: {failure.Message}", providerName, failure);
        }
    }

    private static async Task WriteAsync(Process process, string prompt)
    {
        try
        {
            await process.StandardInput.WriteAsync(prompt).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything; its exit code says more than this would.
        }
    }

    private async Task ReadErrorsAsync(Process process, CancellationToken cancellationToken)
    {
        char[] buffer = new char[1024];
        while (await process.StandardError.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and int count)
        {
            lock (errors)
            {
                errors.Append(buffer, 0, count);
                errors.Remove(0, Math.Max(0, errors.Length - ErrorTailLength));
            }
        }
    }

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception failure) when (failure is InvalidOperationException or AggregateException or System.ComponentModel.Win32Exception)
        {
            // It ended at the same moment.
        }
    }
}
