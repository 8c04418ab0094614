using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace Fixtures.Misbehaving;

public sealed class MisbehavingProvider(ProviderContext context) : IAgentProvider
{
    private int initializations;

    public string Name => "misbehaving";

    public string Version => "0.0.1";

    public IReadOnlyList<string> SupportedModels => [];

    public bool SupportsTool(string toolName)
    {
        switch (toolName)
        {
            case "throw":
                throw new InvalidOperationException("no tools today");
            case "hang":
                Thread.Sleep(Timeout.Infinite);
                break;
        }

        return true;
    }

    public ValueTask InitializeAsync(CancellationToken cancellationToken) =>
        context.Configuration.GetString("initialize") == "fail-once" && initializations++ == 0
            ? throw new ProviderInitializationException("not the first time")
            : ValueTask.CompletedTask;

    public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken)
    {
        switch (context.Configuration.GetString("validate"))
        {
            case "throw":
                throw new InvalidOperationException("no checks today");
            case "exit":
                Environment.Exit(0);
                break;
            case "leak":
                return new(ProviderValidationResult.Invalid($"the key {context.Configuration.GetString("key")} is \u001b[31mbad"));
        }

        return new(ProviderValidationResult.Valid);
    }

    public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] words = task.Prompt.Split(':', 2);
        string argument = words.Length > 1 ? words[1] : "";
        yield return "started";
        switch (words[0])
        {
            case "kind":
                throw Failures.Of(Enum.Parse<ProviderErrorKind>(argument));
            case "throw":
                throw new InvalidOperationException("raw \u001b[31mred\u202e");
            case "leak":
                Console.Error.WriteLine($"the key is {context.Configuration.GetString("key")}");
                context.Logger.LogWarning("the key is {Key}", context.Configuration.GetString("key"));
                throw new ProviderAuthenticationException($"The key {context.Configuration.GetString("key")} is not accepted.");
            case "crash":
                Crashes.Crash(argument);
                break;
            case "endless":
                string chunk = new('x', int.Parse(argument, CultureInfo.InvariantCulture));
                while (true)
                {
                    yield return chunk;
                }

            case "wait":
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            case "ignore":
                Thread.Sleep(Timeout.Infinite);
                break;
            case "stubborn":
                // Asked to stop, it goes on talking.
                while (true)
                {
                    await Task.Delay(1, CancellationToken.None);
                    yield return "more";
                }

            case "print":
                Console.WriteLine("from Console");
                Output.WriteRaw(1, "from descriptor 1\n"u8);
                yield return Console.In.ReadToEnd().Length.ToString(CultureInfo.InvariantCulture);
                break;
            case "print-much":
                for (int line = 0; line < 40_000; line++)
                {
                    Console.Error.WriteLine($"line {line} {new string('e', 100)}");
                }

                break;
            case "forge":
                Output.WriteToChannel(Convert.FromHexString(argument));
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            case "huge":
                yield return new string('h', int.Parse(argument, CultureInfo.InvariantCulture));
                break;
            case "huge-tool":
                yield return new ToolCallUpdate("1", "write", new string('t', int.Parse(argument, CultureInfo.InvariantCulture)));
                break;
            case "say":
                foreach (string piece in argument.Split('|'))
                {
                    yield return piece;
                }

                break;
            case "halves":
                yield return "a\ud83d";
                yield return "\ude00b";
                yield return new ReasoningUpdate("\ud83d");
                yield return new ReasoningUpdate("\ude00");
                break;
            case "everything":
                yield return new ReasoningUpdate("thinking");
                yield return new ToolCallUpdate("call-1", "search", """{"q":"é"}""");
                yield return new UsageUpdate(long.MaxValue, 2) { CachedInputTokens = 3, ReasoningTokens = 4 };
                yield return new FinishUpdate(FinishReason.ToolCalls);
                break;
            case "null":
                yield return null!;
                break;
            case "trace":
                Spans.Trace(argument, context.Configuration.GetString("key"));
                break;
            case "log":
                context.Logger.LogWarning("{Text}", argument);
                context.Logger.LogTrace("not asked for");
                break;
            case "spawn":
                using (Process process = Process.Start(new ProcessStartInfo("sleep", "1000"))!)
                {
                    yield return process.Id.ToString(CultureInfo.InvariantCulture);
                }

                break;
            case "linger":
                new Thread(() => Thread.Sleep(Timeout.Infinite)) { IsBackground = false }.Start();
                AppDomain.CurrentDomain.ProcessExit += (_, _) => Thread.Sleep(Timeout.Infinite);
                break;
        }

        yield return "done";
    }

    public async ValueTask DisposeAsync()
    {
        if (context.Configuration.GetString("dispose") == "hang")
        {
            await Task.Delay(Timeout.Infinite);
        }

        if (Environment.GetEnvironmentVariable("MARKER") is { } file)
        {
            await File.AppendAllTextAsync(file, "disposed\n");
        }
    }
}
