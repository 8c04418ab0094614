using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Loading;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Runtime.Packages.Store;

/// <summary>
/// What is installed for a user: reading needs no lock, since the lock file is replaced as a whole; changes are made
/// by one process at a time. Thread-safe. Runs in the parent.
/// </summary>
internal sealed class PluginStore
{
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(30);

    private readonly Generations _generations;
    private readonly TimeSpan _patience;

    private PluginStore(StoreLayout layout, TimeSpan patience)
    {
        Layout = layout;
        _patience = patience;
        _generations = new Generations(layout);
    }

    public StoreLayout Layout { get; }

    /// <summary>The store of a home folder, which need not exist.</summary>
    /// <param name="home">The folder.</param>
    /// <param name="patience">How long to wait for another process that changes it; 30 seconds where it is null.</param>
    public static PluginStore Open(string home, TimeSpan? patience = null) => new(new StoreLayout(home), patience ?? DefaultPatience);

    /// <summary>A store whose publishers are those of another home folder.</summary>
    public static PluginStore Open(StoreLayout layout) => new(layout, DefaultPatience);

    /// <summary>What is installed, in order of package id.</summary>
    /// <exception cref="PluginException">The lock file cannot be read or is not valid.</exception>
    public IReadOnlyList<InstalledPlugin> Read() => Parse(ReadBytes()).Plugins;

    /// <summary>The files of a plugin for the provider that is to be loaded, as absolute paths. Looks at no file.</summary>
    public PluginAssets GetAssets(InstalledPlugin plugin, InstalledProvider provider)
    {
        string folder = Layout.PathOf(plugin.Entry);
        return new PluginAssets(
            provider.EntryAssembly,
            Absolute(plugin.Assets.Managed),
            Absolute(plugin.Assets.Native),
            plugin.Assets.Satellites.ToDictionary(culture => culture.Key, culture => Absolute(culture.Value), StringComparer.OrdinalIgnoreCase));

        IReadOnlyDictionary<string, string> Absolute(IReadOnlyDictionary<string, string> map) => map.ToDictionary(
            file => file.Key, file => Path.Combine(folder, file.Value.Replace('/', Path.DirectorySeparatorChar)), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Hashes every file of a plugin.</summary>
    /// <exception cref="PluginException">One is missing, changed or new.</exception>
    public void VerifyFiles(InstalledPlugin plugin) =>
        EntryVerifier.Verify(plugin.PackageId, Layout.PathOf(plugin.Entry), plugin.Files);

    /// <summary>Keeps a plugin's files until this process ends, and hashes every one of them.</summary>
    /// <exception cref="PluginException">One is missing, changed or new.</exception>
    public void Claim(InstalledPlugin plugin)
    {
        EntryLeases.Hold(Layout.PathOf(plugin.Entry));
        VerifyFiles(plugin);
    }

    /// <summary>Removes a plugin, named by its package or by one of its providers.</summary>
    /// <exception cref="PluginException">Nothing of that name is installed, or the store cannot be changed.</exception>
    public Task<InstalledPlugin> UninstallAsync(string name, CancellationToken cancellationToken) => ChangeAsync(
        current =>
        {
            InstalledPlugin plugin = InstalledNames.Find(current, name);
            return (current.Without(plugin.PackageId), plugin);
        },
        cancellationToken);

    /// <summary>Changes what is recorded of a plugin, named by its package or by one of its providers.</summary>
    /// <exception cref="PluginException">Nothing of that name is installed, or the store cannot be changed.</exception>
    public Task<InstalledPlugin> AmendAsync(string name, Func<InstalledPlugin, InstalledPlugin> amend, CancellationToken cancellationToken) => ChangeAsync(
        current =>
        {
            InstalledPlugin plugin = amend(InstalledNames.Find(current, name));
            return (current.With(plugin), plugin);
        },
        cancellationToken);

    /// <summary>Makes room for an installation, after removing what killed ones left.</summary>
    public async Task<StagingArea> StageAsync(CancellationToken cancellationToken)
    {
        using StoreMutex held = await HoldAsync(cancellationToken);
        return Guard(() => StagingArea.Create(Layout));
    }

    /// <summary>Renames a staged entry into place and records the plugin.</summary>
    /// <exception cref="PluginException">Another plugin has a provider of the same name, or the store cannot be changed.</exception>
    public Task<InstalledPlugin> AddAsync(StagingArea staging, InstalledPlugin plugin, CancellationToken cancellationToken) => ChangeAsync(
        current =>
        {
            InstalledNames.RequireFree(current, plugin);
            Place(staging, plugin);
            return (current.With(plugin), plugin);
        },
        cancellationToken);

    /// <summary>The lock files before the current one, oldest first.</summary>
    public IReadOnlyList<Generation> ReadGenerations() => Guard(_generations.Read);

    /// <summary>Puts a lock file that was in effect before into effect again. What it replaces is kept, so that it can be taken back.</summary>
    /// <param name="number">Which one; null for the last one that differs from what is installed.</param>
    /// <param name="cancellationToken">Gives up while waiting for another process.</param>
    /// <returns>What was installed, and what is now.</returns>
    /// <exception cref="PluginException">There is none, it cannot be read, or files that it needs are missing or changed.</exception>
    public Task<(PluginLock Before, PluginLock After)> RollBackAsync(int? number, CancellationToken cancellationToken) => ChangeAsync(
        current =>
        {
            PluginLock target = GenerationChoice.Find(_generations.Read(), current, number);
            foreach (InstalledPlugin plugin in target.Plugins)
            {
                VerifyFiles(plugin);
            }

            return (target, (current, target));
        },
        cancellationToken);

    /// <summary>Deletes what nothing needs: entries, and kept lock files beyond a number.</summary>
    public async Task<CollectedEntries> CollectAsync(int keep, bool dryRun, CancellationToken cancellationToken)
    {
        using StoreMutex held = await HoldAsync(cancellationToken);
        return Guard(() =>
        {
            PluginLock current = Parse(ReadBytes());
            int excess = Math.Max(0, _generations.Read().Count - keep);
            if (!dryRun)
            {
                _generations.Trim(keep);
                StagingArea.Clean(Layout);
            }

            return StoreCollector.Collect(Layout, current, _generations, keep, dryRun) with { Generations = excess };
        });
    }

    private void Place(StagingArea staging, InstalledPlugin plugin)
    {
        string target = Layout.PathOf(plugin.Entry);
        if (Directory.Exists(target) && EntryVerifier.FindChange(target, plugin.Files) is not null)
        {
            Directory.Move(target, Path.Combine(staging.Folder, "damaged"));
        }

        if (!Directory.Exists(target))
        {
            string package = Path.GetDirectoryName(target)!;
            Directory.CreateDirectory(package);
            DurableFolder.FlushTree(staging.Entry);
            Directory.Move(staging.Entry, target);
            DurableFolder.Flush(package);
            DurableFolder.Flush(Layout.Store);
            DurableFolder.Flush(Layout.Home);
        }
    }

    private async Task<T> ChangeAsync<T>(Func<PluginLock, (PluginLock Next, T Result)> change, CancellationToken cancellationToken)
    {
        using StoreMutex held = await HoldAsync(cancellationToken);
        return Guard(() =>
        {
            byte[]? before = ReadBytes();
            (PluginLock next, T result) = change(Parse(before));
            byte[] after = LockWriter.Write(next);
            if (before is not null && !before.AsSpan().SequenceEqual(after))
            {
                _generations.Keep(before);
            }

            DurableFile.Replace(Layout.LockFile, after);
            StoreCollector.Collect(Layout, next, _generations);
            return result;
        });
    }

    private async Task<StoreMutex> HoldAsync(CancellationToken cancellationToken)
    {
        Guard(() =>
        {
            if (OperatingSystem.IsWindows())
            {
                return Directory.CreateDirectory(Layout.Home);
            }

            return Directory.CreateDirectory(Layout.Home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        });
        try
        {
            return await StoreMutex.AcquireAsync(Layout, _patience, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw StoreLayout.Unavailable(Layout.Home, failure);
        }
    }

    private PluginLock Parse(byte[]? json) => json is null ? PluginLock.Empty : LockReader.Read(json, Layout.LockFile);

    private byte[]? ReadBytes()
    {
        if (!File.Exists(Layout.LockFile))
        {
            return null;
        }

        return Guard(() => new FileInfo(Layout.LockFile).Length > LockReader.MaximumBytes
            ? throw new PluginException(
                PluginErrorCode.LockInvalid, $"{Layout.LockFile} is larger than any lock file.", "Delete it and install your plugins again.")
            : File.ReadAllBytes(Layout.LockFile));
    }

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw StoreLayout.Unavailable(Layout.Home, failure);
        }
    }
}
