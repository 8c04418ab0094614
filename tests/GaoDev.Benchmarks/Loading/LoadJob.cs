using System.Globalization;
using GaoDev.Benchmarks.Measurement;

namespace GaoDev.Benchmarks.Loading;

/// <summary>
/// Load, instantiate and call plugins of one assembly and one private dependency each, in a cold process: ours, the
/// default load context as the limit (it isolates nothing), and McMaster.NETCore.Plugins.
/// </summary>
internal sealed class LoadJob : IMeasuredJob
{
    public LoadJob(string work, int plugins)
    {
        string folder = Path.Combine(work, "plugins");
        PluginFixtures.Compile(folder, plugins);
        Contender Contender(string name, Role role, string how) => new(name, role, () => ColdProcess.Reported(
            Workspace.Self,
            [.. Workspace.SelfArguments, "load", how, folder, plugins.ToString(CultureInfo.InvariantCulture)]));
        Line = new(
            $"load {plugins} plugin{(plugins == 1 ? "" : "s")}",
            Rounds: 15,
            [
                Contender("PluginLoadContext", Role.Ours, "ours"),
                Contender("default load context", Role.Limit, "default"),
                Contender("McMaster.NETCore.Plugins", Role.Peer, "mcmaster"),
            ],
            [new("default load context", 1.1), new("McMaster.NETCore.Plugins", 0.5)]);
    }

    public Line Line { get; }

    public void Dispose()
    {
    }
}
