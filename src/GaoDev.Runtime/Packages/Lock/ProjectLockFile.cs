using System.Text.Encodings.Web;
using System.Text.Json;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Store;

namespace GaoDev.Runtime.Packages.Lock;

/// <summary>
/// gao-dev.lock.json: the plugins of a project, committed with it. It says which bytes they are and grants nothing.
/// Reads only what it could have written; the same plugins give the same bytes. Thread-safe.
/// </summary>
internal static class ProjectLockFile
{
    public const string FileName = "gao-dev.lock.json";

    private const int Schema = 1;
    private const int MaximumBytes = 16 * 1024 * 1024;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    // Made where something is written: an encoder's table is not needed to read, which a restore mostly only does.
    private static JsonWriterOptions WriterOptions => new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string PathIn(string project) => Path.Combine(project, FileName);

    /// <summary>The plugins of a project, in order of id; null where it has no lock file.</summary>
    /// <exception cref="PluginException">The file is not valid.</exception>
    public static IReadOnlyList<LockedPlugin>? Read(string project)
    {
        string path = PathIn(project);
        if (!File.Exists(path))
        {
            return null;
        }

        return new FileInfo(path).Length > MaximumBytes
            ? throw Invalid(path, "it is larger than any lock file", null)
            : Parse(File.ReadAllBytes(path), path);
    }

    /// <param name="json">The file's bytes.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="PluginException">It is not valid.</exception>
    public static IReadOnlyList<LockedPlugin> Parse(ReadOnlyMemory<byte> json, string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            LockObject root = new(document.RootElement, "the file", LockNames.Schema, LockNames.Plugins);
            if (!root[LockNames.Schema].TryGetInt32(out int schema) || schema != Schema)
            {
                throw new FormatException($"it has format {root[LockNames.Schema].GetRawText()}, and this gao-dev reads format {Schema}");
            }

            LockedPlugin[] plugins = [.. root.Items(LockNames.Plugins).Select(item => ReadPlugin(item.Json, item.Where))];
            RequireOrder(plugins.Select(plugin => plugin.Id), "plugins");
            return plugins;
        }
        catch (Exception invalid) when (invalid is JsonException or FormatException or InvalidOperationException)
        {
            throw Invalid(path, invalid is FormatException ? invalid.Message : "it is not the JSON that gao-dev writes", invalid);
        }
    }

    /// <summary>Writes what is installed for a project, where that differs from what the file says.</summary>
    public static void Update(string project, IReadOnlyList<InstalledPlugin> installed)
    {
        byte[] content = Write(installed.Where(plugin => plugin.Link is null).Select(LockedPlugin.Of));
        string path = PathIn(project);
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
        {
            DurableFile.Replace(path, content);
        }
    }

    public static byte[] Write(IEnumerable<LockedPlugin> plugins)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber(LockNames.Schema, Schema);
            json.WriteStartArray(LockNames.Plugins);
            foreach (LockedPlugin plugin in plugins)
            {
                json.WriteStartObject();
                json.WriteString(LockNames.Id, plugin.Id);
                json.WriteString(LockNames.Version, plugin.Version);
                if (plugin.Requested is not null)
                {
                    json.WriteString(LockNames.Requested, plugin.Requested);
                }

                json.WriteStartArray(LockNames.Packages);
                foreach (LockedPackage package in plugin.Packages)
                {
                    json.WriteStartObject();
                    LockWriter.WriteMembers(json, package);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
        return stream.ToArray();
    }

    private static LockedPlugin ReadPlugin(JsonElement json, string where)
    {
        LockObject plugin = new(json, where, LockNames.Id, LockNames.Version, LockNames.Requested, LockNames.Packages);
        LockedPackage[] packages = [.. plugin.Items(LockNames.Packages).Select(item => LockReader.ReadPackage(item.Json, item.Where))];
        RequireOrder(packages.Select(package => $"{package.Id} {package.Version}"), $"{where}.packages");
        string id = plugin.Text(LockNames.Id);
        string version = plugin.Text(LockNames.Version);
        return packages.Any(package => package.Id.Equals(id, StringComparison.OrdinalIgnoreCase) && package.Version == version)
            ? new LockedPlugin(id, version, plugin.OptionalText(LockNames.Requested), packages)
            : throw new FormatException($"{where}.packages does not have {id} {version} itself");
    }

    private static void RequireOrder(IEnumerable<string> names, string where)
    {
        string? before = null;
        foreach (string name in names)
        {
            if (before is not null && StringComparer.OrdinalIgnoreCase.Compare(before, name) >= 0)
            {
                throw new FormatException($"{name} stands twice in {where} or is not in order");
            }

            before = name;
        }
    }

    private static PluginException Invalid(string path, string why, Exception? cause) => new(
        PluginErrorCode.LockInvalid, $"{path} is not valid: {why}.", "Take it from version control again, or delete it and install the project's plugins anew.", null, cause);
}
