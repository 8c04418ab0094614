using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using GaoDev.Permissions;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Manifests;
using GaoDev.Runtime.Packages.Assets;
using GaoDev.Runtime.Packages.Download;
using NuGet.Packaging;
using NuGet.Versioning;

namespace GaoDev.Runtime.Packages.Lock;

/// <summary>Reads plugins.lock.json, and only what <see cref="LockWriter"/> could have written. Thread-safe.</summary>
internal static class LockReader
{
    public const int MaximumBytes = 64 * 1024 * 1024;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <param name="json">The file's bytes.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="PluginException">It is not valid, or of another format.</exception>
    public static PluginLock Read(ReadOnlyMemory<byte> json, string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            return ReadRoot(document.RootElement, path);
        }
        catch (Exception invalid) when (invalid is JsonException or FormatException or InvalidOperationException)
        {
            throw new PluginException(
                PluginErrorCode.LockInvalid,
                $"{path} is not valid: {(invalid is FormatException ? invalid.Message : "it is not the JSON that gao-dev writes")}.",
                $"Restore the newest file of {Path.Combine(Path.GetDirectoryName(path) ?? "", "generations")}, or delete it and install your plugins again.",
                null,
                invalid);
        }
    }

    private static PluginLock ReadRoot(JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.Object
            && json.TryGetProperty(LockNames.Schema, out JsonElement schema)
            && !(schema.ValueKind == JsonValueKind.Number && schema.TryGetInt32(out int number) && number == PluginLock.Schema))
        {
            throw new PluginException(
                PluginErrorCode.LockInvalid,
                $"{path} has format {schema.GetRawText()}, and this gao-dev reads format {PluginLock.Schema}.",
                "Update gao-dev, or use another GAO_DEV_HOME.");
        }

        LockObject root = new(json, "the file", LockNames.Schema, LockNames.Plugins);
        _ = root[LockNames.Schema];
        List<InstalledPlugin> plugins = [.. root.Items(LockNames.Plugins).Select(item => ReadPlugin(item.Json, item.Where))];
        for (int index = 1; index < plugins.Count; index++)
        {
            if (StringComparer.OrdinalIgnoreCase.Compare(plugins[index - 1].PackageId, plugins[index].PackageId) >= 0)
            {
                throw new FormatException($"{plugins[index].PackageId} stands twice or is not in order");
            }
        }

        return new PluginLock(plugins);
    }

    private static InstalledPlugin ReadPlugin(JsonElement json, string where)
    {
        LockObject plugin = new(
            json, where, LockNames.Id, LockNames.Version, LockNames.Source, LockNames.Target, LockNames.Entry, LockNames.State,
            LockNames.Requested, LockNames.Sources, LockNames.Link, LockNames.Unconfined, LockNames.Trust, LockNames.Providers, LockNames.Closure, LockNames.Assets, LockNames.Files);
        LockObject trust = new(plugin[LockNames.Trust], $"{where}.trust", LockNames.How, LockNames.By, LockNames.At, LockNames.Binding);
        IReadOnlyDictionary<string, string> files = plugin.Map(LockNames.Files, StringComparer.Ordinal);
        foreach ((string file, string hash) in files)
        {
            Require(EntryNames.Fault(file) is null && EntryNames.IsPortable(file), $"{where}.files has a path that leaves its folder");
            Require(hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower), $"{where}.files has a hash that is none");
        }

        return new InstalledPlugin
        {
            PackageId = plugin.Text(LockNames.Id),
            Version = plugin.Text(LockNames.Version),
            Source = plugin.Text(LockNames.Source),
            Requested = plugin.OptionalText(LockNames.Requested),
            Sources = plugin.OptionalTexts(LockNames.Sources),
            Link = plugin.OptionalText(LockNames.Link),
            Target = plugin.Text(LockNames.Target),
            Entry = ReadEntry(plugin.Text(LockNames.Entry), where),
            State = plugin.Text(LockNames.State) switch
            {
                LockNames.Enabled => PluginState.Enabled,
                LockNames.Disabled => PluginState.Disabled,
                _ => throw new FormatException($"{where}.state is unknown"),
            },
            Unconfined = plugin.Flag(LockNames.Unconfined),
            Trust = new TrustRecord(trust.Text(LockNames.How), trust.Text(LockNames.By), ReadTime(trust.Text(LockNames.At), where), trust.Text(LockNames.Binding)),
            Files = files,
            Assets = ReadAssets(plugin[LockNames.Assets], $"{where}.assets", files),
            Providers = [.. plugin.Items(LockNames.Providers).Select(item => ReadProvider(item.Json, item.Where))],
            Closure = [.. plugin.Items(LockNames.Closure).Select(item => ReadPackage(item.Json, item.Where))],
        };
    }

    private static InstalledProvider ReadProvider(JsonElement json, string where)
    {
        LockObject provider = new(
            json, where, LockNames.Name, LockNames.Assembly, LockNames.Type, LockNames.Contract, LockNames.Manifest, LockNames.Granted);
        return new InstalledProvider(
            provider.Text(LockNames.Name),
            provider.Text(LockNames.Assembly),
            provider.Text(LockNames.Type),
            provider.Text(LockNames.Contract),
            provider.Text(LockNames.Manifest),
            [.. provider.Items(LockNames.Granted).Select(item => ReadPermission(item.Json, item.Where))]);
    }

    private static Permission ReadPermission(JsonElement json, string where)
    {
        LockObject permission = new(json, where, LockNames.Kind, LockNames.Value, LockNames.Reason);
        return new Permission(
            PermissionKindNames.Parse(permission.Text(LockNames.Kind)) ?? throw new FormatException($"{where}.kind is unknown"),
            permission.Text(LockNames.Value),
            permission.OptionalText(LockNames.Reason));
    }

    /// <summary>Reads one package of a closure.</summary>
    /// <param name="json">The object.</param>
    /// <param name="where">Where it stands, for messages.</param>
    /// <exception cref="FormatException">It is not valid.</exception>
    internal static LockedPackage ReadPackage(JsonElement json, string where)
    {
        LockObject package = new(json, where, LockNames.Id, LockNames.Version, LockNames.Sha512, LockNames.Source, LockNames.Signer, LockNames.Runtimes);
        string id = package.Text(LockNames.Id);
        Require(PackageIdValidator.IsValidPackageId(id), $"{where}.id is no package id");
        string version = package.Text(LockNames.Version);
        Require(NuGetVersion.TryParse(version, out NuGetVersion? parsed) && parsed.ToNormalizedString() == version, $"{where}.version is no normalized version");
        string hash = package.Text(LockNames.Sha512);
        Require(Base64.IsValid(hash, out int length) && length == 64, $"{where}.sha512 is no SHA-512");
        PackageSigner? signer = package.Optional(LockNames.Signer) is { } value ? ReadSigner(value, $"{where}.signer") : null;
        return new LockedPackage(id, version, hash, package.Text(LockNames.Source), signer, package.OptionalText(LockNames.Runtimes));
    }

    private static PackageSigner ReadSigner(JsonElement json, string where)
    {
        LockObject signer = new(json, where, LockNames.Kind, LockNames.Subject, LockNames.Fingerprint);
        string kind = signer.Text(LockNames.Kind);
        Require(kind is PackageSigner.Author or PackageSigner.Repository, $"{where}.kind is unknown");
        string fingerprint = signer.Text(LockNames.Fingerprint);
        Require(fingerprint.Length == 64 && fingerprint.All(char.IsAsciiHexDigitLower), $"{where}.fingerprint is no SHA-256");
        return new PackageSigner(kind, signer.Text(LockNames.Subject), fingerprint);
    }

    private static RuntimeAssets ReadAssets(JsonElement json, string where, IReadOnlyDictionary<string, string> files)
    {
        LockObject assets = new(json, where, LockNames.Managed, LockNames.Native, LockNames.Satellites);
        JsonElement cultures = assets[LockNames.Satellites];
        Require(cultures.ValueKind == JsonValueKind.Object, $"{where}.satellites is no object");
        RuntimeAssets read = new(
            assets.Map(LockNames.Managed, StringComparer.OrdinalIgnoreCase),
            assets.Map(LockNames.Native, StringComparer.OrdinalIgnoreCase),
            cultures.EnumerateObject().ToDictionary(
                culture => culture.Name,
                culture => LockObject.MapOf(culture.Value, $"{where}.satellites", StringComparer.OrdinalIgnoreCase),
                StringComparer.Ordinal));
        Require(
            read.Managed.Values.Concat(read.Native.Values).Concat(read.Satellites.Values.SelectMany(map => map.Values)).All(files.ContainsKey),
            $"{where} names a file that is not recorded");
        return read;
    }

    private static string ReadEntry(string entry, string where)
    {
        string[] parts = entry.Split('/');
        Require(
            parts is ["store", _, _] && EntryNames.Fault(entry) is null && EntryNames.IsPortable(entry),
            $"{where}.entry is no folder of the store");
        return entry;
    }

    private static DateTimeOffset ReadTime(string text, string where) => DateTimeOffset.TryParseExact(
        text, LockNames.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
        ? time
        : throw new FormatException($"{where}.trust.at is no time");

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException(otherwise);
        }
    }
}
