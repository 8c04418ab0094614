using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Store;

namespace GaoDev.Runtime.Tests.Packages;

/// <summary>A home folder and the packages to install into it.</summary>
internal sealed class Installing : IDisposable
{
    public Installing()
    {
        Feed = Folder.Create("feed");
        Store = PluginStore.Open(Folder["home"]);
    }

    public TestFolder Folder { get; } = new();

    /// <summary>A folder feed.</summary>
    public string Feed { get; }

    public PluginStore Store { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public PackageRequest Request(string package, string? version = null, string? source = null) => new()
    {
        Package = package,
        Version = version,
        Sources = [source ?? Feed],
        WorkingDirectory = Folder.Path,
    };

    public Task<PreparedInstallation> PrepareAsync(PackageRequest request) =>
        new PackageInstaller(Store).PrepareAsync(request, null, Cancellation);

    public async Task<InstalledPlugin> InstallAsync(PackageRequest request)
    {
        await using PreparedInstallation prepared = await PrepareAsync(request);
        return await prepared.CommitAsync(
            InstallationApproval.OfAll(prepared, "tester", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)), Cancellation);
    }

    /// <summary>Expects a refusal that leaves nothing behind.</summary>
    public async Task<PluginException> RefusedAsync(PackageRequest request, PluginErrorCode code)
    {
        string[] before = Contents();
        PluginException refused = await Assert.ThrowsAsync<PluginException>(() => InstallAsync(request));
        Assert.True(code == refused.Code, $"{refused.Id} instead of {code}: {refused}");
        Assert.NotNull(refused.Remedy);
        Assert.Equal(before, Contents());
        return refused;
    }

    /// <summary>Everything in the home folder but its mutex.</summary>
    public string[] Contents() => Directory.Exists(Store.Layout.Home)
        ? [.. Directory.EnumerateFiles(Store.Layout.Home, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Store.Layout.Home, path))
            .Where(name => !name.StartsWith(".lock", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)]
        : [];

    public void Dispose() => Folder.Dispose();
}
