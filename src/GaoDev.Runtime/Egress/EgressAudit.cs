using System.Text.Json;
using System.Text.Json.Serialization;

namespace GaoDev.Runtime.Egress;

/// <summary>
/// Where every request of a confined plugin is written down: lines of JSON in <c>audit.log</c> of the tool's own folder,
/// and the file before it. Safe for concurrent use, across processes too.
/// </summary>
internal sealed partial class EgressAudit(string folder)
{
    private const string FileName = "audit.log";
    private const string OldFileName = "audit.1.log";
    private const long LongestFile = 8 * 1024 * 1024;

    private readonly Lock gate = new();

    public string Path { get; } = System.IO.Path.Combine(folder, FileName);

    public void Add(EgressRecord record)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(record, AuditJson.Default.EgressRecord), (byte)'\n'];
        lock (gate)
        {
            Directory.CreateDirectory(folder);
            if (File.Exists(Path) && new FileInfo(Path).Length > LongestFile)
            {
                File.Move(Path, System.IO.Path.Combine(folder, OldFileName), overwrite: true);
            }

            FileStreamOptions options = new()
            {
                Mode = FileMode.Append,
                Access = FileAccess.Write,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using FileStream file = new(Path, options);
            file.Write(line);
        }
    }

    /// <summary>What is written down, the oldest first. A line that a crash cut off is left out.</summary>
    public IEnumerable<EgressRecord> Read()
    {
        foreach (string path in (string[])[System.IO.Path.Combine(folder, OldFileName), Path])
        {
            if (!File.Exists(path))
            {
                continue;
            }

            foreach (string line in File.ReadLines(path))
            {
                EgressRecord? record;
                try
                {
                    record = JsonSerializer.Deserialize(line, AuditJson.Default.EgressRecord);
                }
                catch (JsonException)
                {
                    continue;
                }

                if (record is not null)
                {
                    yield return record;
                }
            }
        }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(EgressRecord))]
    internal sealed partial class AuditJson : JsonSerializerContext;
}
