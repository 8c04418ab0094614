using System.CommandLine;
using System.Globalization;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Runtime.Packages.Store;

namespace GaoDev.Cli.Commands;

/// <summary><c>gao-dev plugins gc</c>: deletes files that neither what is installed, nor a generation, nor a running plugin needs.</summary>
internal sealed class CollectCommand : StoreCommand
{
    public CollectCommand(Terminal terminal)
        : base("gc", "Deletes what neither an installed provider, nor a generation, nor a running one needs.", terminal)
    {
        Options.Add(KeepOption);
        Options.Add(DryRunOption);
        KeepOption.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > Generations.Kept)
            {
                result.AddError($"--keep is a number from 0 to {Generations.Kept}.");
            }
        });
    }

    public Option<int> KeepOption { get; } = new("--keep") { Description = "How many generations to keep for rollback.", DefaultValueFactory = _ => Generations.Kept, HelpName = "number" };

    public Option<bool> DryRunOption { get; } = new("--dry-run") { Description = "Show what would be deleted, and delete nothing." };

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        bool dryRun = arguments.GetValue(DryRunOption);
        CollectedEntries collected = await StoreOf(ToolManager.Open(), arguments)
            .CollectAsync(arguments.GetValue(KeepOption), dryRun, cancellationToken).ConfigureAwait(false);
        if (arguments.GetValue(JsonOption))
        {
            Terminal.Output.WriteLine(JsonOutput.Write(new CollectionJson(collected.Entries, collected.Bytes, collected.InUse, collected.Generations, dryRun)));
            return ExitCode.Done;
        }

        foreach (string entry in collected.Entries)
        {
            Terminal.Error.WriteLine($"  {entry}");
        }

        foreach (string entry in collected.InUse)
        {
            Terminal.Error.WriteLine($"  {entry} stays: it is running");
        }

        string size = string.Create(CultureInfo.InvariantCulture, $"{collected.Bytes / (1024.0 * 1024.0):0.0} MB");
        Terminal.Error.WriteLine($"  {size} {(dryRun ? "would be freed" : "freed")}.");
        return ExitCode.Done;
    }
}
