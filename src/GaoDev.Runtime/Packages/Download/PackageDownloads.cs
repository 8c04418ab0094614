using System.Collections.Concurrent;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Sources;
using GaoDev.Runtime.Packages.Store;
using GaoDev.Runtime.Trust;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Download;

/// <summary>
/// Fetches each package of a restore once, into the staging folder, several at a time. Signatures are verified while
/// the walk over the dependencies goes on: no byte leaves the staging folder before <see cref="VerifyAsync"/>.
/// Thread-safe; lives as long as one restore.
/// </summary>
internal sealed class PackageDownloads(
    string folder, SignatureVerification signatures, IProgress<RestoreProgress>? progress, CancellationToken cancellationToken) : IAsyncDisposable
{
    private const int AtOnce = 8;

    private readonly ConcurrentDictionary<(PackageFeed Feed, string Id, NuGetVersion Version), Lazy<Task<StagedPackage>>> _packages = new();
    private readonly SemaphoreSlim _slots = new(AtOnce);
    private readonly ConcurrentBag<StagedPackage> _staged = [];
    private int _count;

    /// <summary>A package of a feed, checked to be the one that was asked for.</summary>
    public Task<StagedPackage> GetAsync(PackageFeed feed, string id, NuGetVersion version) =>
        _packages.GetOrAdd(
            (feed, id.ToLowerInvariant(), version),
            key => new(() => DownloadAsync(feed, id, version))).Value;

    /// <summary>A copy of a package file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="source">Where it came from, where that is something else.</param>
    public async Task<StagedPackage> AddFileAsync(string path, string? source = null)
    {
        string package = Path.GetFileName(source ?? path);
        return await StageAsync(package, source ?? path, async target =>
        {
            try
            {
                await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
                await file.CopyToAsync(target, cancellationToken);
            }
            catch (Exception unreadable) when (unreadable is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
            {
                throw new PluginException(
                    PluginErrorCode.PackageNotFound, $"{path} cannot be read.", "Check the path and who may read it.", package, unreadable);
            }
        });
    }

    /// <summary>A package that something else holds.</summary>
    public Task<StagedPackage> AddAsync(string package, string source, Action<Stream> copy) => StageAsync(package, source, target =>
    {
        copy(target);
        return Task.CompletedTask;
    });

    /// <summary>Every package that was staged.</summary>
    public IReadOnlyList<StagedPackage> All => [.. _staged];

    /// <summary>Waits until the signature of every package that was staged is verified.</summary>
    /// <exception cref="PluginException">A signature does not hold, or there is none and nuget.config requires one.</exception>
    public Task VerifyAsync() => Task.WhenAll(_staged.Select(staged => staged.Verification));

    public async ValueTask DisposeAsync()
    {
        // The files are removed next. What failed was said by whoever asked for it.
        await VerifyAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _slots.Dispose();
    }

    private async Task<StagedPackage> DownloadAsync(PackageFeed feed, string id, NuGetVersion version)
    {
        string package = $"{id} {version}";
        await _slots.WaitAsync(cancellationToken);
        try
        {
            StagedPackage staged = await StageAsync(
                package, feed.Address, target => feed.CopyAsync(id, version, target, cancellationToken));
            if (!staged.Id.Equals(id, StringComparison.OrdinalIgnoreCase) || staged.Version != version)
            {
                throw PackageErrors.Corrupt(package, $"from '{feed.Name}' says that it is {staged}");
            }

            progress?.Report(new RestoreProgress(RestoreStep.Downloaded, package, staged.Bytes));
            return staged;
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<StagedPackage> StageAsync(string package, string source, Func<BoundedFile, Task> copy)
    {
        int number = Interlocked.Increment(ref _count);
        if (number > PackageLimits.Packages)
        {
            throw PackageErrors.TooLarge(package, $"and its dependencies are more than {PackageLimits.Packages} packages");
        }

        // Numbered, so that no name that a stranger chose becomes part of a path.
        string path = Path.Combine(folder, $"{number}.nupkg");
        BoundedFile file = new(path, PackageLimits.PackageBytes, bytes => progress?.Report(new RestoreProgress(RestoreStep.Downloading, package, bytes)));
        await using (file)
        {
            try
            {
                await copy(file);
            }
            catch (Exception) when (file.WriteFailure is not null)
            {
                throw StoreLayout.Unavailable(folder, file.WriteFailure);
            }
            catch (Exception) when (file.IsExceeded)
            {
                throw PackageErrors.TooLarge(package, $"is larger than {PackageLimits.PackageBytes / 1024 / 1024} MiB");
            }
        }

        StagedPackage staged = Inspect(path, package, source);
        _staged.Add(staged);
        return staged;
    }

    private StagedPackage Inspect(string path, string package, string source)
    {
        NuspecReader description;
        IReadOnlyList<string> files;
        using (PackageArchive archive = PackageArchive.Open(path, package))
        {
            description = archive.ReadDescription();
            files = [.. archive.Files];
        }

        try
        {
            using SignedPackage reader = SignedPackage.Open(path);
            PackageIdentity identity = description.GetIdentity();
            if (!PackageIdValidator.IsValidPackageId(identity.Id))
            {
                throw PackageErrors.Corrupt(package, "has no valid id");
            }

            return new StagedPackage(
                identity.Id,
                identity.Version,
                source,
                path,
                new FileInfo(path).Length,
                reader.GetContentHash(cancellationToken),
                description,
                files,
                Task.Run(() => signatures.VerifyAsync(path, $"{identity.Id} {identity.Version}", cancellationToken), cancellationToken));
        }
        catch (Exception invalid) when (invalid is PackagingException or InvalidDataException or ArgumentException or IOException or OverflowException or NuGet.Packaging.Signing.SignatureException)
        {
            throw PackageErrors.Corrupt(package, "has no valid id, version or signature", invalid);
        }
    }
}
