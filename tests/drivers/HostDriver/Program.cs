using System.Globalization;
using GaoDev.Fixtures;
using GaoDev.Providers;
using GaoDev.Runtime.Execution;
using Microsoft.Extensions.Logging.Abstractions;

// Arguments: assembly, provider, entry type, prompt. Says the plugin's process id once the answer has begun.
HostedPlugin plugin = FixturePlugin.Describe(args[0], args[1], args[2]);
await using HostedProvider provider = new(plugin, new HostOptions(), NullLogger.Instance);
await foreach (AgentUpdate update in provider.ExecuteTaskAsync(new AgentTask(args[3], new AgentContext("/")), CancellationToken.None))
{
    if (provider.ProcessId is { } id)
    {
        Console.WriteLine(id.ToString(CultureInfo.InvariantCulture));
        Console.Out.Flush();
        await Task.Delay(Timeout.Infinite);
    }
}
