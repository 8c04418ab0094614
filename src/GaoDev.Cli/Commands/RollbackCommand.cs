using System.CommandLine;
using System.Globalization;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Runtime;
using GaoDev.Runtime.Execution;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Store;

namespace GaoDev.Cli.Commands;

/// <summary><c>gao-dev plugins rollback</c>: takes the last change back, or goes to a generation that is named.</summary>
internal sealed class RollbackCommand : StoreCommand
{
    public RollbackCommand(Terminal terminal)
        : base("rollback", "Takes the last change of what is installed back. Doing it again takes that back.", terminal)
    {
        Options.Add(ListOption);
        Options.Add(ToOption);
    }

    public Option<bool> ListOption { get; } = new("--list") { Description = "Show what can be gone back to, and change nothing." };

    public Option<int?> ToOption { get; } = new("--to") { Description = "The generation to go to.", HelpName = "number" };

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        ProviderPluginManager manager = ToolManager.Open();
        PluginStore store = StoreOf(manager, arguments);
        bool json = arguments.GetValue(JsonOption);
        if (arguments.GetValue(ListOption))
        {
            List(store, json);
            return ExitCode.Done;
        }

        (PluginLock before, PluginLock after) = await store.RollBackAsync(arguments.GetValue(ToOption), cancellationToken).ConfigureAwait(false);
        Record(manager, store);
        IReadOnlyList<string> changes = LockChanges.Between(before, after);
        if (json)
        {
            Terminal.Output.WriteLine(JsonOutput.Write(new RollbackJson(changes, [.. after.Plugins.Select(InstallationJson.Of)])));
        }
        else
        {
            Write(Terminal.Error, changes, "  ");
        }

        return ExitCode.Done;
    }

    // Each generation beside the one after it: what the change was that going there takes back.
    private void List(PluginStore store, bool json)
    {
        IReadOnlyList<Generation> generations = store.ReadGenerations();
        List<GenerationJson> listed = [];
        for (int index = generations.Count - 1; index >= 0; index--)
        {
            PluginLock? next = index + 1 < generations.Count ? generations[index + 1].Lock : new PluginLock(store.Read());
            Generation generation = generations[index];
            listed.Add(new GenerationJson(
                generation.Number,
                generation.ReplacedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                generation.Lock is null || next is null ? null : LockChanges.Between(generation.Lock, next)));
        }

        if (json)
        {
            Terminal.Output.WriteLine(JsonOutput.Write<IReadOnlyList<GenerationJson>>(listed));
            return;
        }

        foreach (GenerationJson generation in listed)
        {
            Terminal.Output.WriteLine($"  {generation.Number,6}  before {generation.ReplacedAt}");
            Write(Terminal.Output, generation.Changes ?? ["cannot be read"], "            ");
        }

        if (listed.Count == 0)
        {
            Terminal.Error.WriteLine("There is nothing to go back to.");
        }
    }

    private static void Write(TextWriter writer, IReadOnlyList<string> changes, string indent)
    {
        foreach (string change in changes)
        {
            writer.WriteLine(indent + PluginText.Escape(change));
        }
    }
}
