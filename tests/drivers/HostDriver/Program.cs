using System.Globalization;
using GaoDev.Fixtures;
using GaoDev.Providers;
using GaoDev.Runtime.Execution;
using Microsoft.Extensions.Logging.Abstractions;

// Stands for an application. With a file of a script as its one argument it runs the script; else its arguments are
// assembly, provider, entry type and prompt, and it says the plugin's process id once the answer has begun.
if (args.Length == 1)
{
    return await DriverScript.RunAsync(args[0]);
}

HostedPlugin plugin = FixturePlugin.Describe(args[0], args[1], args[2], isConfined: args.Length == 5);
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

return 0;
