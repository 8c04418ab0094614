using System.Globalization;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Providers;
using GaoDev.Runtime.Execution;

namespace GaoDev.Cli.Rendering;

/// <summary>
/// Writes an answer as it arrives: its text to standard output, everything about it to standard error. On a screen the
/// text is made safe to show; in a pipe it goes through as it is. With JSON, each update is a line.
/// </summary>
internal sealed class AnswerWriter(Terminal terminal, string? model, bool json)
{
    private readonly long started = TimeProvider.System.GetTimestamp();
    private UsageUpdate? usage;
    private FinishReason? finish;
    private bool endsWithNewLine = true;

    public void Write(AgentUpdate update)
    {
        if (json)
        {
            terminal.Output.WriteLine(JsonOutput.Write(UpdateJson.Of(update)));
            terminal.Output.Flush();
            return;
        }

        switch (update)
        {
            case TextUpdate { Text.Length: > 0 } text:
                terminal.Output.Write(terminal.OutputIsTerminal ? PluginText.Escape(text.Text, keepLines: true) : text.Text);
                terminal.Output.Flush();
                endsWithNewLine = text.Text[^1] == '\n';
                break;
            case ToolCallUpdate call:
                terminal.Error.WriteLine($"  {PluginText.Escape(call.ToolName)} {PluginText.Escape(call.ArgumentsJson)}");
                break;
            case UsageUpdate used:
                usage = used;
                break;
            case FinishUpdate finished:
                finish = finished.Reason;
                break;
        }
    }

    public void EndLine()
    {
        if (!endsWithNewLine)
        {
            terminal.Output.WriteLine();
            endsWithNewLine = true;
        }
    }

    public void WriteSummary()
    {
        if (json)
        {
            return;
        }

        TimeSpan elapsed = TimeProvider.System.GetElapsedTime(started);
        string tokens = usage is null ? "" : string.Create(CultureInfo.InvariantCulture, $"   {usage.InputTokens:N0} in, {usage.OutputTokens:N0} out");
        string ending = finish is null or FinishReason.Stop ? "" : $"   ended: {finish}";
        terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {PluginText.Escape(model ?? "")}{tokens}   {elapsed.TotalSeconds:0.0} s{ending}"));
    }
}
