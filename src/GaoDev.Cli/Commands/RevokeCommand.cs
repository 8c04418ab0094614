using System.CommandLine;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Permissions;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Store;

namespace GaoDev.Cli.Commands;

/// <summary><c>gao-dev plugins revoke</c>: takes back what an installed provider was allowed.</summary>
internal sealed class RevokeCommand : StoreCommand
{
    public RevokeCommand(Terminal terminal)
        : base("revoke", "Takes back what an installed provider was allowed, or some of it.", terminal)
    {
        Arguments.Add(NameArgument);
        Arguments.Add(PermissionArgument);
        Options.Add(UnconfinedOption);
    }

    public Argument<string> NameArgument { get; } = new("name") { Description = "The provider's name." };

    public Argument<string[]> PermissionArgument { get; } = new("permission") { Description = "Which, such as network=api.contoso.com; all where none is named.", Arity = ArgumentArity.ZeroOrMore };

    public Option<bool> UnconfinedOption { get; } = new("--unconfined") { Description = "Only take back that it runs without confinement." };

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string name = arguments.GetRequiredValue(NameArgument);
        string[] texts = arguments.GetValue(PermissionArgument) ?? [];
        bool unconfined = arguments.GetValue(UnconfinedOption);
        (PluginStore store, InstalledPlugin plugin) = Find(ToolManager.Open(), arguments, name);
        InstalledPlugin amended = await store.AmendAsync(
            plugin.PackageId,
            current => current with
            {
                Unconfined = current.Unconfined && !(unconfined || texts.Length == 0),
                Providers = [.. current.Providers.Select(provider => Named(current, name).Contains(provider) && !(unconfined && texts.Length == 0) ? Amend(provider, texts) : provider)],
            },
            cancellationToken).ConfigureAwait(false);
        if (arguments.GetValue(JsonOption))
        {
            Terminal.Output.WriteLine(JsonOutput.Write(InstallationJson.Of(amended)));
        }
        else
        {
            Terminal.Error.WriteLine($"  {name} may no longer use that.");
        }

        return ExitCode.Done;
    }

    // The provider that was named, or all of the package that was.
    private static IEnumerable<InstalledProvider> Named(InstalledPlugin plugin, string name)
    {
        InstalledProvider[] named = [.. plugin.Providers.Where(provider => provider.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
        return named.Length > 0 ? named : plugin.Providers;
    }

    private static InstalledProvider Amend(InstalledProvider provider, string[] texts)
    {
        IReadOnlyList<Permission> named = PermissionArguments.Choose(texts, provider);
        return provider with { Granted = [.. provider.Granted.Where(granted => !named.Any(permission => PermissionChanges.IsSame(granted, permission)))] };
    }
}
