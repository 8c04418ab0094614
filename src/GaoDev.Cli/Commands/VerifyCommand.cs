using System.CommandLine;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime;
using GaoDev.Runtime.Execution;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Store;

namespace GaoDev.Cli.Commands;

/// <summary><c>gao-dev plugins verify</c>: hashes every installed file again and compares it with what was recorded.</summary>
internal sealed class VerifyCommand : StoreCommand
{
    public VerifyCommand(Terminal terminal)
        : base("verify", "Hashes every installed file and compares it with what was recorded.", terminal) => Arguments.Add(NameArgument);

    public Argument<string?> NameArgument { get; } = new("name") { Description = "One provider; all of them where it is not given.", Arity = ArgumentArity.ZeroOrOne };

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        ProviderPluginManager manager = ToolManager.Open();
        string? name = arguments.GetValue(NameArgument);
        List<VerificationJson> results = [];
        foreach ((PluginStore store, InstalledPlugin plugin) in Choose(manager, arguments, name))
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.Add(Verify(store, plugin));
        }

        if (arguments.GetValue(JsonOption))
        {
            Terminal.Output.WriteLine(JsonOutput.Write<IReadOnlyList<VerificationJson>>(results));
        }
        else
        {
            foreach (VerificationJson result in results)
            {
                Terminal.Output.WriteLine($"  {(result.Intact ? "ok  " : "FAIL")} {PluginText.Escape(result.Package)} {PluginText.Escape(result.Version)}   {PluginText.Escape(result.Problem ?? (result.Files == 1 ? "1 file" : $"{result.Files} files"))}");
            }
        }

        return Task.FromResult(results.TrueForAll(result => result.Intact) ? ExitCode.Done : ExitCode.TrustRefused);
    }

    private IEnumerable<(PluginStore Store, InstalledPlugin Plugin)> Choose(ProviderPluginManager manager, ParseResult arguments, string? name)
    {
        if (name is not null)
        {
            return [Find(manager, arguments, name)];
        }

        PluginStore?[] stores = arguments.GetValue(ProjectOption) ? [manager.ProjectStore] : [manager.ProjectStore, manager.Store];
        return from store in stores where store is not null from plugin in store.Read() select (store, plugin);
    }

    private static VerificationJson Verify(PluginStore store, InstalledPlugin plugin)
    {
        try
        {
            store.VerifyFiles(plugin);
            bool approved = plugin.Trust.Binding == ApprovalBinding.Of(plugin);
            return new(plugin.PackageId, plugin.Version, plugin.Files.Count, approved, approved ? null : "what was approved is not what the lock file says");
        }
        catch (PluginException changed) when (changed.Code == PluginErrorCode.ContentChanged)
        {
            return new(plugin.PackageId, plugin.Version, plugin.Files.Count, Intact: false, changed.Message);
        }
    }
}
