using System.CommandLine;
using GaoDev.Cli.Rendering;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Store;

namespace GaoDev.Cli.Commands;

/// <summary>A command that reads or changes what is installed: for the user, or with <c>--project</c> for the project.</summary>
internal abstract class StoreCommand : ToolCommand
{
    protected StoreCommand(string name, string description, Terminal terminal)
        : base(name, description, terminal) => Options.Add(ProjectOption);

    public Option<bool> ProjectOption { get; } = new("--project") { Description = "Use what is installed for the project in the current folder, and not for the user." };

    protected PluginStore StoreOf(ProviderPluginManager manager, ParseResult arguments) =>
        arguments.GetValue(ProjectOption) ? manager.ProjectStore! : manager.Store;

    /// <summary>Writes the project's lock file anew, where it is the project's plugins that changed.</summary>
    protected static void Record(ProviderPluginManager manager, PluginStore store)
    {
        if (store == manager.ProjectStore)
        {
            ProjectLockFile.Update(Environment.CurrentDirectory, store.Read());
        }
    }

    /// <summary>The store that has a plugin: the named one, or whichever has it.</summary>
    /// <exception cref="PluginException">Nothing of that name is installed; it may lie in a plugins folder.</exception>
    protected (PluginStore Store, InstalledPlugin Plugin) Find(ProviderPluginManager manager, ParseResult arguments, string name)
    {
        if (!arguments.GetValue(ProjectOption) && manager.FindInstalled(name) is { } found)
        {
            return found;
        }

        PluginStore store = StoreOf(manager, arguments);
        PluginLock installed = new(store.Read());
        if (InstalledNames.TryFind(installed, name) is null)
        {
            manager.RefuseUntrusted(name);
        }

        return (store, InstalledNames.Find(installed, name));
    }
}
