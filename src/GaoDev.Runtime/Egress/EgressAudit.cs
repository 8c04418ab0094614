using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using GaoDev.Runtime.Confinement;
using Microsoft.Win32.SafeHandles;

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
            RotateWhereLong();
            if (IsTorn())
            {
                line = [(byte)'\n', .. line];
            }

            using SafeFileHandle file = OpenAtEnd();
            RandomAccess.Write(file, line, fileOffset: 0);
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

    // The kernel puts each line at the end as it is then. What .NET calls appending writes where the end was when the file
    // was opened, and over the line that another process has written since.
    private SafeFileHandle OpenAtEnd()
    {
        int descriptor = LinuxCalls.Open(Path, LinuxCalls.WriteOnly | LinuxCalls.Append | LinuxCalls.Create | LinuxCalls.CloseOnExecute, LinuxCalls.OwnerOnly);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new IOException($"{Path} cannot be written: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    // One process at a time, and one that finds another at it leaves it to that one: moved twice, the older file would be lost.
    private void RotateWhereLong()
    {
        FileInfo file = new(Path);
        if (!file.Exists || file.Length <= LongestFile)
        {
            return;
        }

        try
        {
            using FileStream held = new(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.Refresh();
            if (file.Exists && file.Length > LongestFile)
            {
                File.Move(Path, System.IO.Path.Combine(folder, OldFileName), overwrite: true);
            }
        }
        catch (IOException)
        {
            // Another process is at it.
        }
    }

    // A process that was killed, or a full disk, left half a line: the next one must not be lost with it.
    private bool IsTorn()
    {
        FileInfo info = new(Path);
        if (!info.Exists || info.Length == 0)
        {
            return false;
        }

        using FileStream file = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
    [JsonSerializable(typeof(EgressRecord))]
    internal sealed partial class AuditJson : JsonSerializerContext;
}
