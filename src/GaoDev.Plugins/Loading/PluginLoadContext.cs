using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;

namespace GaoDev.Plugins.Loading;

/// <summary>
/// One plugin's assemblies, apart from everyone else's. Names are looked up in the plugin's own map; nothing is
/// searched for. The shared set comes from the host whatever version the plugin asks for, the framework from the
/// framework, and nothing else from anywhere.
/// </summary>
internal sealed class PluginLoadContext : AssemblyLoadContext
{
    /// <summary>What plugin and host must agree on the types of. Closed: installation refuses a plugin that needs newer ones.</summary>
    public static readonly string[] SharedAssemblies =
    [
        "GaoDev.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions",
        "Microsoft.Extensions.DependencyInjection.Abstractions",
    ];

    // Where the framework's own list of assemblies lies; the framework beside it.
    private static readonly string FrameworkDirectory = Path.GetDirectoryName(AppContext.GetData("FX_DEPS_FILE") as string)
        ?? throw new InvalidOperationException("This process was not started on a shared framework.");

    // The framework does not change while a process runs, and every plugin asks for the same few assemblies.
    private static readonly Dictionary<string, bool> Framework = new(StringComparer.OrdinalIgnoreCase);

    private readonly PluginAssets assets;

    [RequiresUnreferencedCode("A plugin's assemblies are not known when the application is trimmed.")]
    public PluginLoadContext(PluginAssets assets, bool isCollectible = false)
        : base(assets.EntryAssembly, isCollectible)
    {
        this.assets = assets;
        Resolving += static (_, name) => IsShared(name.Name!) ? Default.LoadFromAssemblyName(new AssemblyName(name.Name!)) : null;
    }

    /// <summary>Loads the assembly that holds the provider, and what it brings along.</summary>
    /// <remarks>
    /// All at once: what is there need not be asked for, and the runtime compares the name of each assembly that it asked for
    /// by the rules of a culture, which for the first one means to read the culture's data (some 6 ms).
    /// </remarks>
    /// <exception cref="IOException">A file is missing or is not the assembly that it should be.</exception>
    /// <exception cref="BadImageFormatException">A file is no assembly.</exception>
    [RequiresUnreferencedCode("A plugin's assemblies are not known when the application is trimmed.")]
    public Assembly LoadEntryAssembly()
    {
        foreach ((string name, string path) in assets.Managed)
        {
            if (!IsShared(name))
            {
                LoadIfAssembly(path);
            }
        }

        return LoadFromAssemblyPath(assets.Managed[assets.EntryAssembly]);
    }

    /// <inheritdoc/>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The constructor, the only way here, says so.")]
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name!;
        if (!string.IsNullOrEmpty(assemblyName.CultureName))
        {
            // Null sends the resource lookup on to the parent culture, which is what a missing translation means.
            return assets.Satellites.TryGetValue(assemblyName.CultureName, out IReadOnlyDictionary<string, string>? translations)
                && translations.TryGetValue(name, out string? translation)
                ? LoadFromAssemblyPath(translation)
                : null;
        }

        if (IsShared(name))
        {
            // The host's own lookup follows; where the plugin asks for a newer version, the event does.
            return null;
        }

        if (assets.Managed.TryGetValue(name, out string? path))
        {
            return LoadFromAssemblyPath(path);
        }

        if (IsFramework(name))
        {
            return null;
        }

        throw new FileNotFoundException(
            $"The plugin '{assets.EntryAssembly}' needs the assembly '{assemblyName.FullName}', which is neither among its own nor part of the framework.",
            name);
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        foreach (string candidate in Spellings(unmanagedDllName))
        {
            if (assets.Native.TryGetValue(candidate, out string? path))
            {
                return LoadUnmanagedDllFromPath(path);
            }
        }

        return 0;
    }

    // What is no assembly and is never asked for does no harm.
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The constructor, the only way here, says so.")]
    private void LoadIfAssembly(string path)
    {
        try
        {
            LoadFromAssemblyPath(path);
        }
        catch (BadImageFormatException)
        {
        }
    }

    private static bool IsFramework(string name)
    {
        lock (Framework)
        {
            if (!Framework.TryGetValue(name, out bool isFramework))
            {
                isFramework = File.Exists(Path.Combine(FrameworkDirectory, name + ".dll"));
                Framework.Add(name, isFramework);
            }

            return isFramework;
        }
    }

    private static bool IsShared(string name)
    {
        foreach (string shared in SharedAssemblies)
        {
            if (string.Equals(shared, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // The spellings that the runtime itself tries for [DllImport("name")].
    private static string[] Spellings(string name)
    {
        string suffix = OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";
        return OperatingSystem.IsWindows()
            ? [name, name + suffix]
            : [name, name + suffix, "lib" + name + suffix, "lib" + name];
    }
}
