using System.Collections.Concurrent;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Download;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Packaging.Core;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Protocol.Model;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Sources;

/// <summary>
/// One source of packages, asked only for what every source has: the versions of an id, and a package. Failures are
/// <see cref="PluginException"/>. Thread-safe; lives as long as one restore.
/// </summary>
internal sealed class PackageFeed(PackageSource source, PackageRequest request, GlobalPackages packages) : IDisposable
{
    private readonly SourceRepository _repository = FeedResources.Open(source);
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<NuGetVersion>>>> _versions = new(StringComparer.OrdinalIgnoreCase);
    private readonly FeedLog _log = new();

    // Packages go straight into our staging folder, not through NuGet's cache on disk. A feed on loopback is
    // somebody's work in progress: what was cached of it a minute ago is wrong.
    private readonly SourceCacheContext _cache = new()
    {
        DirectDownload = true,
        NoCache = request.NoCache || source.TrySourceAsUri is { IsFile: false, IsLoopback: true },
    };

    public PackageSource Source => source;

    /// <summary>What to call it in messages: its configured name, or its address without credentials.</summary>
    public string Name { get; } = FeedAddress.Display(source);

    /// <summary>Its address as lock files record it, without credentials.</summary>
    public string Address { get; } = FeedAddress.Redact(source.Source);

    /// <summary>Whether it could not be reached, and does without that being an error.</summary>
    public bool IsSkipped { get; private set; }

    /// <summary>All versions that the feed has, none where it does not know the id.</summary>
    public Task<IReadOnlyList<NuGetVersion>> GetVersionsAsync(string id, CancellationToken cancellationToken) =>
        _versions.GetOrAdd(id, key => new(() => SkipAsync(() => ListAsync(key, cancellationToken), []))).Value;

    /// <summary>The versions that the feed still offers, where it says so, and else all.</summary>
    public async Task<IReadOnlyList<NuGetVersion>> GetListedVersionsAsync(string id, CancellationToken cancellationToken)
    {
        if (await SkipAsync(() => AskAsync(token => _repository.GetResourceAsync<MetadataResource>(token)!, cancellationToken), null) is not { } metadata)
        {
            return await GetVersionsAsync(id, cancellationToken);
        }

        return await SkipAsync(
            () => AskAsync<IReadOnlyList<NuGetVersion>>(async token =>
                [.. await metadata.GetVersions(id, includePrerelease: true, includeUnlisted: false, _cache, _log, token)], cancellationToken),
            []);
    }

    /// <summary>Copies a package to a file.</summary>
    /// <exception cref="PluginException">The feed does not give the package.</exception>
    public async Task CopyAsync(string id, NuGetVersion version, BoundedFile destination, CancellationToken cancellationToken)
    {
        if (source.IsHttp && !_cache.NoCache && await packages.TryCopyAsync(id, version, source.Source, destination, cancellationToken))
        {
            return;
        }

        bool copied = await AskAsync(async token =>
        {
            FindPackageByIdResource resource = await FindPackagesAsync(token);
            return await resource.CopyNupkgToStreamAsync(id, version, destination, _cache, _log, token);
        }, cancellationToken, silence => destination.Written = () => silence.CancelAfter(request.Patience));
        if (!copied)
        {
            throw FeedErrors.NotDelivered(this, $"{id} {version}", _log.LastError);
        }
    }

    /// <summary>When a version was released, as the feed says; null where it does not.</summary>
    public async Task<DateTimeOffset?> GetReleaseAsync(string id, NuGetVersion version, CancellationToken cancellationToken) =>
        (await FindMetadataAsync(id, version, cancellationToken))?.Published;

    /// <summary>Why a version is deprecated, as the feed says; null where it is not.</summary>
    public async Task<string?> GetDeprecationAsync(string id, NuGetVersion version, CancellationToken cancellationToken)
    {
        if (await FindMetadataAsync(id, version, cancellationToken) is not { } metadata)
        {
            return null;
        }

        PackageDeprecationMetadata? deprecation = await AskAsync(_ => metadata.GetDeprecationMetadataAsync()!, cancellationToken);
        return deprecation is null
            ? null
            : string.Join(", ", deprecation.Reasons ?? [])
                + (deprecation.AlternatePackage is { } other ? $"; use {other.PackageId}" : "");
    }

    /// <summary>What is known against packages, by id in lower case; nothing where the feed does not say.</summary>
    public async Task<ILookup<string, (int Severity, Uri Url, VersionRange Versions)>> GetVulnerabilitiesAsync(CancellationToken cancellationToken)
    {
        GetVulnerabilityInfoResult? result = await AskAsync(async token =>
            await _repository.GetResourceAsync<IVulnerabilityInfoResource>(token) is { } resource
                ? await resource.GetVulnerabilityInfoAsync(_cache, _log, token)
                : null, cancellationToken);
        return result?.Exceptions is { } failure
            ? throw FeedErrors.From(this, failure)
            : (from page in result?.KnownVulnerabilities ?? []
               from package in page
               from vulnerability in package.Value
               select (package.Key, (int)vulnerability.Severity, vulnerability.Url, vulnerability.Versions))
            .ToLookup(entry => entry.Key.ToLowerInvariant(), entry => (entry.Item2, entry.Url, entry.Versions));
    }

    public void Dispose() => _cache.Dispose();

    // Only feeds with registrations know more of a package than its versions.
    private async Task<IPackageSearchMetadata?> FindMetadataAsync(string id, NuGetVersion version, CancellationToken cancellationToken) =>
        await AskAsync(async token =>
        {
            ServiceIndexResourceV3? index = await _repository.GetResourceAsync<ServiceIndexResourceV3>(token);
            return index?.GetServiceEntryUri(ServiceTypes.RegistrationsBaseUrl) is not null
                && await _repository.GetResourceAsync<PackageMetadataResource>(token) is { } resource
                ? await resource.GetMetadataAsync(new PackageIdentity(id, version), _cache, _log, token)
                : null;
        }, cancellationToken);

    private Task<IReadOnlyList<NuGetVersion>> ListAsync(string id, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<NuGetVersion>>(async token =>
        {
            FindPackageByIdResource resource = await FindPackagesAsync(token);
            return [.. await resource.GetAllVersionsAsync(id, _cache, _log, token)];
        }, cancellationToken);

    private async Task<FindPackageByIdResource> FindPackagesAsync(CancellationToken cancellationToken) =>
        await _repository.GetResourceAsync<FindPackageByIdResource>(cancellationToken)
        ?? throw FeedErrors.NotAFeed(this, null);

    private async Task<T> SkipAsync<T>(Func<Task<T>> ask, T otherwise)
    {
        try
        {
            return IsSkipped ? otherwise : await ask();
        }
        catch (PluginException failure) when (request.IgnoreFailedSources && failure.Code == PluginErrorCode.FeedUnreachable)
        {
            IsSkipped = true;
            return otherwise;
        }
    }

    // What a stranger's server can make NuGet's readers throw has no bound, so everything is said as the feed's failure.
    // NuGet itself waits for minutes, and asks again.
    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken, Action<CancellationTokenSource>? watch = null)
    {
        // NuGet takes a folder that is not there for an empty one.
        if (source.IsLocal && !Directory.Exists(source.Source))
        {
            throw FeedErrors.From(this, new DirectoryNotFoundException());
        }

        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(request.Patience);
        watch?.Invoke(silence);
        try
        {
            return await ask(silence.Token);
        }
        catch (Exception failure) when (failure is not PluginException && !cancellationToken.IsCancellationRequested)
        {
            throw silence.IsCancellationRequested ? FeedErrors.Silent(this, request.Patience, failure) : FeedErrors.From(this, failure);
        }
    }

    /// <summary>Keeps the last error, which NuGet logs where it gives no exception.</summary>
    private sealed class FeedLog : LoggerBase
    {
        public string? LastError { get; private set; }

        public override void Log(ILogMessage message)
        {
            if (message.Level == LogLevel.Error)
            {
                LastError = message.Message;
            }
        }

        public override Task LogAsync(ILogMessage message)
        {
            Log(message);
            return Task.CompletedTask;
        }
    }
}
