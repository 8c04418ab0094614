using System.CommandLine;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Permissions;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Execution;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Store;
using GaoDev.Runtime.Trust;

namespace GaoDev.Cli.Commands;

/// <summary><c>gao-dev plugins grant</c>: allows an installed provider what it asks for, after showing it.</summary>
internal sealed class GrantCommand : StoreCommand
{
    public GrantCommand(Terminal terminal)
        : base("grant", "Allows an installed provider what it asks for, or some of it.", terminal)
    {
        Arguments.Add(NameArgument);
        Arguments.Add(PermissionArgument);
        Options.Add(UnconfinedOption);
        Options.Add(YesOption);
    }

    public Argument<string> NameArgument { get; } = new("name") { Description = "The provider's name." };

    public Argument<string[]> PermissionArgument { get; } = new("permission") { Description = "Which, such as network=api.contoso.com; all where none is named, and nor is --unconfined.", Arity = ArgumentArity.ZeroOrMore };

    public Option<bool> UnconfinedOption { get; } = new("--unconfined") { Description = "Let everything in its package run without confinement, with all your rights." };

    public Option<bool> YesOption { get; } = new("--yes", "-y") { Description = "Allow it without being asked." };

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string name = arguments.GetRequiredValue(NameArgument);
        string[] texts = arguments.GetValue(PermissionArgument) ?? [];
        bool unconfined = arguments.GetValue(UnconfinedOption);
        (PluginStore store, InstalledPlugin plugin) = Find(ToolManager.Open(), arguments, name);
        if (unconfined)
        {
            PolicyFile.Find(null, StoreLayout.DefaultHome()).RequireUnconfinedAllowed(plugin.PackageId);
        }

        bool grants = texts.Length > 0 || !unconfined;
        foreach (InstalledProvider provider in grants ? Named(plugin, name) : [])
        {
            IReadOnlyList<Permission> wanted = [.. PermissionArguments.Choose(texts, provider).Where(permission => !provider.Granted.Any(granted => PermissionChanges.IsSame(granted, permission)))];
            ProviderCard.WritePermissions(Terminal.ErrorConsole, $"{provider.Name} is to be allowed", wanted, []);
        }

        if (unconfined)
        {
            Terminal.Error.WriteLine(
                $"  {plugin.PackageId} {plugin.Version} ({string.Join(", ", plugin.Providers.Select(provider => PluginText.Escape(provider.Name)))}) is to run without confinement: with all your rights, on all your files, everywhere in the network, with your keys in its hands.");
        }

        new Consent(Terminal, arguments.GetValue(YesOption)).Require("Allow this?", name, "Read what it asks for above; if that is right, add --yes.");
        InstalledPlugin amended = await store.AmendAsync(
            plugin.PackageId,
            current => RequireSame(plugin, current) with
            {
                Unconfined = current.Unconfined || unconfined,
                Providers = [.. current.Providers.Select(provider => grants && Named(current, name).Contains(provider) ? Amend(provider, texts) : provider)],
            },
            cancellationToken).ConfigureAwait(false);
        if (arguments.GetValue(JsonOption))
        {
            Terminal.Output.WriteLine(JsonOutput.Write(InstallationJson.Of(amended)));
        }
        else
        {
            Terminal.Error.WriteLine($"  {name} may use that now.");
        }

        return ExitCode.Done;
    }

    // What was shown and allowed is that version with those bytes, and not what another process has put there meanwhile.
    private static InstalledPlugin RequireSame(InstalledPlugin shown, InstalledPlugin current) => ApprovalBinding.Of(current) == ApprovalBinding.Of(shown)
        ? current
        : throw new PluginException(PluginErrorCode.ContentChanged, $"{shown.PackageId} was changed meanwhile. Nothing was granted.", "Look at it again.", shown.PackageId);

    // The provider that was named, or all of the package that was.
    private static IEnumerable<InstalledProvider> Named(InstalledPlugin plugin, string name)
    {
        InstalledProvider[] named = [.. plugin.Providers.Where(provider => provider.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
        return named.Length > 0 ? named : plugin.Providers;
    }

    private static InstalledProvider Amend(InstalledProvider provider, string[] texts)
    {
        IReadOnlyList<Permission> named = PermissionArguments.Choose(texts, provider);
        return provider with
        {
            Granted = [.. provider.ReadManifest().Metadata.Permissions.Where(permission =>
                named.Contains(permission) || provider.Granted.Any(granted => PermissionChanges.IsSame(granted, permission)))],
        };
    }
}
