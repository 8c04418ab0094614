using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using GaoDev.Plugins;
using GaoDev.Plugins.Loading;
using McMaster.NETCore.Plugins;

namespace GaoDev.Benchmarks.Loading;

/// <summary>The child: loads the plugins one way, calls each, and prints the milliseconds since the first line of Main.</summary>
internal static class LoadRun
{
    public static int Run(long started, string how, string folder, int count)
    {
        for (int number = 0; number < count; number++)
        {
            Assembly assembly = how switch
            {
                "ours" => Ours(folder, number),
                "default" => Default(folder, number),
                "mcmaster" => McMaster(folder, number),
                _ => throw new ArgumentOutOfRangeException(nameof(how)),
            };
            BaseProviderPlugin plugin = (BaseProviderPlugin)Activator.CreateInstance(assembly.GetType(PluginFixtures.EntryType(number), throwOnError: true)!)!;
            if (plugin.GetMetadata().Name != "fixture")
            {
                return 1;
            }
        }

        Console.WriteLine(Stopwatch.GetElapsedTime(started).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    // Apart, so that no way pays for what another one needs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Assembly Ours(string folder, int number) => new PluginLoadContext(Describe(folder, number)).LoadEntryAssembly();

    // The limit is the same host without isolation: it is told where the plugin lies in the same way.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Assembly Default(string folder, int number)
    {
        PluginAssets assets = Describe(folder, number);
        AssemblyLoadContext.Default.LoadFromAssemblyPath(assets.Managed[PluginFixtures.DependencyAssembly(number)]);
        return AssemblyLoadContext.Default.LoadFromAssemblyPath(assets.Managed[assets.EntryAssembly]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Assembly McMaster(string folder, int number) =>
        PluginLoader.CreateFromAssemblyFile(PathOf(folder, number, PluginFixtures.EntryAssembly(number)), sharedTypes: [typeof(BaseProviderPlugin)]).LoadDefaultAssembly();

    private static PluginAssets Describe(string folder, int number)
    {
        string entry = PluginFixtures.EntryAssembly(number);
        string dependency = PluginFixtures.DependencyAssembly(number);
        return new PluginAssets(
            entry,
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [entry] = PathOf(folder, number, entry), [dependency] = PathOf(folder, number, dependency) },
            new Dictionary<string, string>(),
            new Dictionary<string, IReadOnlyDictionary<string, string>>());
    }

    private static string PathOf(string folder, int number, string assembly) =>
        Path.Combine(folder, PluginFixtures.EntryAssembly(number), assembly + ".dll");
}
