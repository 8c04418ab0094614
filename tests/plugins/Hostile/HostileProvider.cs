using System.Runtime.CompilerServices;
using GaoDev.Providers;

namespace Fixtures.Hostile;

/// <summary>Each prompt is an attack and its argument, as in <c>read:/etc/shadow</c>. The answer says what came of it.</summary>
public sealed class HostileProvider(ProviderContext context) : IAgentProvider
{
    public string Name => "hostile";

    public string Version => "0.0.1";

    public IReadOnlyList<string> SupportedModels => [];

    public bool SupportsTool(string toolName) => false;

    public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) => new(ProviderValidationResult.Valid);

    public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] words = task.Prompt.Split(':', 2);
        string argument = words.Length > 1 ? words[1] : "";
        yield return "started";
        switch (words[0])
        {
            case "nothing":
                yield break;
            case "drip":
                while (true)
                {
                    await Task.Delay(50, CancellationToken.None);
                    yield return ".";
                }

            case "silence":
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                yield break;
            case "flood":
                while (true)
                {
                    yield return argument;
                }

            case "stream":
                Stream body = await context.HttpClient.GetStreamAsync(argument, cancellationToken);
                byte[] buffer = new byte[4096];
                for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
                {
                    yield return System.Text.Encoding.UTF8.GetString(buffer, 0, read);
                }

                yield break;
            case "say":
                yield return argument;
                yield break;
            case "uncaught":
                // What a plugin does that knows nothing of limits.
                yield return argument.StartsWith("load-", StringComparison.Ordinal)
                    ? Loading.Attack(argument)
                    : Resources.Attack(argument.Split(':')[0], argument.Split(':')[1]);
                yield break;
        }

        yield return await AttackAsync(words[0], argument, cancellationToken);
    }

    private async Task<string> AttackAsync(string attack, string argument, CancellationToken cancellationToken)
    {
        try
        {
            return attack switch
            {
                "read" or "list" or "write" or "symlink" or "move" or "hardlink" or "setuid" or "sysctl" or "others" or "memory-of" or "inodes" => Files.Attack(attack, argument),
                "status" => File.ReadAllText("/proc/self/status"),
                "tcp" or "udp" or "unix" or "socket" or "dns" => await Sockets.AttackAsync(attack, argument, cancellationToken),
                "http" or "own-http" or "own-tunnel" or "header" or "post" or "broker" => await Web.AttackAsync(attack, argument, context, cancellationToken),
                "exec" or "fork" or "fork-bomb" or "clone" or "daemon" or "signal" or "raise-limit" or "dumpable" or "ptrace" or "mount" or "unshare" => Processes.Attack(attack, argument),
                "managed" or "native" or "shared" or "memfd" or "sysv" or "pipes" or "threads" or "descriptors" or "spin" or "unmanaged" or "file" or "work" => Resources.Attack(attack, argument),
                "secrets" => Secrets.Collect(context, argument),
                "bytes" => Loading.Attack("load-bytes"),
                "library" => Loading.Library(argument),
                "reflect" => Loading.Reflect(context),
                "crash" => Crashes.Crash(argument),
                "stderr" => Resources.Print(argument),
                "exception" => throw new InvalidOperationException(argument),
                _ => "no such attack",
            };
        }
        catch (Exception exception) when (attack != "exception")
        {
            return $"denied: {exception.GetType().Name}: {exception.Message}";
        }
    }
}
