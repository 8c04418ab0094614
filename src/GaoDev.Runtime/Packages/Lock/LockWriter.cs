using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using GaoDev.Permissions;
using GaoDev.Plugins.Manifests;

namespace GaoDev.Runtime.Packages.Lock;

/// <summary>Writes plugins.lock.json: the same lock gives the same bytes. Thread-safe.</summary>
internal static class LockWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(PluginLock plugins)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Options))
        {
            json.WriteStartObject();
            json.WriteNumber(LockNames.Schema, PluginLock.Schema);
            json.WriteStartArray(LockNames.Plugins);
            foreach (InstalledPlugin plugin in plugins.Plugins)
            {
                Write(json, plugin);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, InstalledPlugin plugin)
    {
        json.WriteStartObject();
        json.WriteString(LockNames.Id, plugin.PackageId);
        json.WriteString(LockNames.Version, plugin.Version);
        json.WriteString(LockNames.Source, plugin.Source);
        WriteOptional(json, LockNames.Requested, plugin.Requested);
        if (plugin.Sources.Count > 0)
        {
            json.WriteStartArray(LockNames.Sources);
            foreach (string source in plugin.Sources)
            {
                json.WriteStringValue(source);
            }

            json.WriteEndArray();
        }

        WriteOptional(json, LockNames.Link, plugin.Link);
        json.WriteString(LockNames.Target, plugin.Target);
        json.WriteString(LockNames.Entry, plugin.Entry);
        json.WriteString(LockNames.State, plugin.State == PluginState.Enabled ? LockNames.Enabled : LockNames.Disabled);
        json.WriteBoolean(LockNames.Unconfined, plugin.Unconfined);
        json.WriteStartObject(LockNames.Trust);
        json.WriteString(LockNames.How, plugin.Trust.How);
        json.WriteString(LockNames.By, plugin.Trust.By);
        json.WriteString(LockNames.At, plugin.Trust.At.UtcDateTime.ToString(LockNames.TimeFormat, CultureInfo.InvariantCulture));
        json.WriteString(LockNames.Binding, plugin.Trust.Binding);
        json.WriteEndObject();
        Write(json, plugin.Providers);
        Write(json, plugin.Closure);
        json.WriteStartObject(LockNames.Assets);
        Write(json, LockNames.Managed, plugin.Assets.Managed);
        Write(json, LockNames.Native, plugin.Assets.Native);
        json.WriteStartObject(LockNames.Satellites);
        foreach ((string culture, IReadOnlyDictionary<string, string> paths) in plugin.Assets.Satellites.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Write(json, culture, paths);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        Write(json, LockNames.Files, plugin.Files);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<InstalledProvider> providers)
    {
        json.WriteStartArray(LockNames.Providers);
        foreach (InstalledProvider provider in providers)
        {
            json.WriteStartObject();
            json.WriteString(LockNames.Name, provider.Name);
            json.WriteString(LockNames.Assembly, provider.EntryAssembly);
            json.WriteString(LockNames.Type, provider.EntryType);
            json.WriteString(LockNames.Contract, provider.ContractVersion);
            json.WriteString(LockNames.Manifest, provider.ManifestJson);
            json.WriteStartArray(LockNames.Granted);
            foreach (Permission permission in provider.Granted)
            {
                json.WriteStartObject();
                json.WriteString(LockNames.Kind, PermissionKindNames.NameOf(permission.Kind));
                json.WriteString(LockNames.Value, permission.Value);
                WriteOptional(json, LockNames.Reason, permission.Reason);

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<LockedPackage> closure)
    {
        json.WriteStartArray(LockNames.Closure);
        foreach (LockedPackage package in closure)
        {
            json.WriteStartObject();
            WriteMembers(json, package);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the members of one package of a closure.</summary>
    internal static void WriteMembers(Utf8JsonWriter json, LockedPackage package)
    {
        json.WriteString(LockNames.Id, package.Id);
        json.WriteString(LockNames.Version, package.Version);
        json.WriteString(LockNames.Sha512, package.Sha512);
        json.WriteString(LockNames.Source, package.Source);
        if (package.Signer is { } signer)
        {
            json.WriteStartObject(LockNames.Signer);
            json.WriteString(LockNames.Kind, signer.Kind);
            json.WriteString(LockNames.Subject, signer.Subject);
            json.WriteString(LockNames.Fingerprint, signer.Fingerprint);
            json.WriteEndObject();
        }

        WriteOptional(json, LockNames.Runtimes, package.Runtimes);
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> map)
    {
        json.WriteStartObject(name);
        foreach ((string key, string value) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }
}
