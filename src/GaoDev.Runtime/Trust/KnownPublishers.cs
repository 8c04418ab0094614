using System.Globalization;
using System.Text.Json;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Store;

namespace GaoDev.Runtime.Trust;

/// <summary>
/// The publishers that this user accepted, and who published each package that was seen: <c>publishers.json</c> in the
/// home folder. A package that was signed once is expected to be signed by the same publisher ever after. Thread-safe.
/// </summary>
internal sealed class KnownPublishers
{
    private const int Schema = 1;
    private const int MaximumBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    private readonly SortedDictionary<string, (string Name, string Since)> _publishers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _packages = new(StringComparer.OrdinalIgnoreCase);

    private KnownPublishers()
    {
    }

    /// <exception cref="PluginException">The file is not what gao-dev writes.</exception>
    public static KnownPublishers Read(string home)
    {
        KnownPublishers known = new();
        string path = PathIn(home);
        if (!File.Exists(path))
        {
            return known;
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.Length > MaximumBytes)
            {
                throw new FormatException("it is larger than any");
            }

            using JsonDocument document = JsonDocument.Parse(file, Options);
            known.Read(document.RootElement);
            return known;
        }
        catch (Exception invalid) when (invalid is JsonException or FormatException or InvalidOperationException)
        {
            throw new PluginException(
                PluginErrorCode.LockInvalid,
                $"{path} is not valid: {(invalid is FormatException ? invalid.Message : "it is not the JSON that gao-dev writes")}.",
                "Delete it; you will be asked about each publisher again.",
                null,
                invalid);
        }
    }

    /// <summary>What is known of a package's publisher.</summary>
    /// <param name="packageId">The package.</param>
    /// <param name="publisher">Who signed it now, or null where nobody did.</param>
    public PublisherStanding Judge(string packageId, Publisher? publisher)
    {
        string? before = _packages.GetValueOrDefault(packageId);
        if (publisher is null)
        {
            return string.IsNullOrEmpty(before) ? PublisherStanding.Unsigned : PublisherStanding.SignatureLost;
        }

        return !string.IsNullOrEmpty(before) && before != publisher.Key ? PublisherStanding.Changed
            : _publishers.ContainsKey(publisher.Key) ? PublisherStanding.Known
            : PublisherStanding.FirstSeen;
    }

    /// <summary>The name of who published a package before, or null.</summary>
    public string? NameOfPublisher(string packageId) =>
        _packages.TryGetValue(packageId, out string? key) && _publishers.TryGetValue(key, out (string Name, string Since) known) ? known.Name : null;

    /// <summary>Remembers who published a package, which its user has accepted.</summary>
    public static async Task RememberAsync(string home, string packageId, Publisher? publisher, DateTimeOffset at, CancellationToken cancellationToken)
    {
        KnownPublishers now = Read(home);
        if (now._packages.GetValueOrDefault(packageId) == (publisher?.Key ?? ""))
        {
            return;
        }

        using StoreMutex held = await StoreMutex.AcquireAsync(new StoreLayout(home), Patience, cancellationToken);
        KnownPublishers known = Read(home);
        known._packages[packageId] = publisher?.Key ?? "";
        if (publisher is not null)
        {
            known._publishers.TryAdd(publisher.Key, (publisher.Name, at.UtcDateTime.ToString(LockNames.TimeFormat, CultureInfo.InvariantCulture)));
        }

        DurableFile.Replace(PathIn(home), known.Write());
    }

    private static string PathIn(string home) => Path.Combine(home, "publishers.json");

    private void Read(JsonElement json)
    {
        LockObject root = new(json, "the file", "schema", "publishers", "packages");
        if (!root["schema"].TryGetInt32(out int schema) || schema != Schema)
        {
            throw new FormatException("it has another format");
        }

        foreach ((JsonElement item, string where) in root.Items("publishers"))
        {
            LockObject publisher = new(item, where, "key", "name", "since");
            _publishers.Add(publisher.Text("key"), (publisher.Text("name"), publisher.Text("since")));
        }

        foreach ((string id, string key) in root.Map("packages", StringComparer.OrdinalIgnoreCase))
        {
            _packages.Add(id, key.Length == 0 || _publishers.ContainsKey(key) ? key : throw new FormatException("a package has an unknown publisher"));
        }
    }

    private byte[] Write()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteStartArray("publishers");
            foreach ((string key, (string name, string since)) in _publishers)
            {
                json.WriteStartObject();
                json.WriteString("key", key);
                json.WriteString("name", name);
                json.WriteString("since", since);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("packages");
            foreach ((string id, string key) in _packages)
            {
                json.WriteString(id, key);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
