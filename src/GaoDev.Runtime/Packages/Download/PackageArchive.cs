using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using GaoDev.Plugins.Diagnostics;
using NuGet.Packaging;
using NuGet.Packaging.Core;

namespace GaoDev.Runtime.Packages.Download;

/// <summary>
/// Opens a package file that may be anybody's. Limits and names are checked before anything is read out of it, and
/// everything that is read out is bounded. Not thread-safe; open it again instead.
/// </summary>
internal sealed class PackageArchive : IDisposable
{
    private const int SymbolicLink = 0xA000;
    private const int FileTypeMask = 0xF000;
    private const int BufferBytes = 64 * 1024;

    private readonly string _package;
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);

    private PackageArchive(string package, ZipArchive zip)
    {
        _package = package;
        _zip = zip;
    }

    public IReadOnlyCollection<string> Files => _entries.Keys;

    /// <summary>Opens a package file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="package">What to call it in messages.</param>
    /// <exception cref="PluginException">It is no package, is damaged, or is one that no system should extract.</exception>
    public static PackageArchive Open(string path, string package)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            long directory = file.Length == 0 ? 0 : ZipDirectory.Measure(file) ?? 0;
            if (directory == 0)
            {
                throw PackageErrors.Corrupt(package, "is not a NuGet package, or only a part of one");
            }

            if (directory > PackageLimits.DirectoryBytes)
            {
                throw PackageErrors.TooLarge(package, $"lists more than {PackageLimits.DirectoryBytes / 1024 / 1024} MiB of file names");
            }

            file.Position = 0;
            PackageArchive archive = new(package, new ZipArchive(file, ZipArchiveMode.Read));
            archive.ReadEntries();
            return archive;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            file.Dispose();
            throw PackageErrors.Corrupt(package, "is damaged", damaged);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the one nuspec at the root.</summary>
    public NuspecReader ReadDescription()
    {
        string[] names = [.. Files.Where(name => !name.Contains('/', StringComparison.Ordinal) && name.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase))];
        if (names.Length != 1)
        {
            throw PackageErrors.Corrupt(_package, names.Length == 0 ? "has no nuspec" : "has more than one nuspec");
        }

        try
        {
            return new NuspecReader(ReadSmall(names[0]));
        }
        catch (Exception invalid) when (invalid is System.Xml.XmlException or PackagingException or InvalidDataException or ArgumentException or FormatException)
        {
            throw PackageErrors.Corrupt(_package, "has a nuspec that cannot be read", invalid);
        }
    }

    /// <summary>Reads a file that describes the package into memory.</summary>
    public MemoryStream ReadSmall(string name)
    {
        MemoryStream content = new();
        Copy(_entries[name], content, PackageLimits.DescriptionBytes);
        content.Position = 0;
        return content;
    }

    /// <summary>Copies a file, which has at most that many bytes.</summary>
    public void CopyTo(string name, Stream destination, long limit) => Copy(_entries[name], destination, limit);

    /// <summary>The bytes that a file says it has when extracted.</summary>
    public long LengthOf(string name) => _entries[name].Length;

    /// <summary>Writes a file to a new path and to the disk, and gives its SHA-256 in lower-case hexadecimal.</summary>
    public string Extract(string name, string path)
    {
        ZipArchiveEntry entry = _entries[name];
        if (entry.Length > PackageLimits.UnsuspiciousBytes && entry.Length / PackageLimits.Ratio > entry.CompressedLength)
        {
            throw PackageErrors.TooLarge(_package, $"has a file, {name}, that unpacks to more than {PackageLimits.Ratio} times its size");
        }

        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Copy(entry, file, PackageLimits.FileBytes, hash);
        file.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose() => _zip.Dispose();

    private void ReadEntries()
    {
        if (_zip.Entries.Count > PackageLimits.Entries)
        {
            throw PackageErrors.TooLarge(_package, $"has more than {PackageLimits.Entries} files");
        }

        foreach (ZipArchiveEntry entry in _zip.Entries)
        {
            string name = Uri.UnescapeDataString(entry.FullName);
            if (EntryNames.Fault(name) is { } fault)
            {
                throw PackageErrors.Corrupt(_package, $"has a file whose name {fault}");
            }

            if ((entry.ExternalAttributes >> 16 & FileTypeMask) == SymbolicLink)
            {
                throw PackageErrors.Corrupt(_package, $"has a symbolic link, {name}");
            }

            if (!name.EndsWith('/') && !_entries.TryAdd(name, entry))
            {
                throw PackageErrors.Corrupt(_package, $"has two files of one name, {name}");
            }
        }
    }

    // An entry's length is what the package claims; what is read is held to it.
    private void Copy(ZipArchiveEntry entry, Stream destination, long limit, IncrementalHash? hash = null)
    {
        if (entry.Length > limit)
        {
            throw PackageErrors.TooLarge(_package, $"has a file, {entry.FullName}, of more than {limit / 1024 / 1024} MiB");
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            using Stream source = entry.Open();
            long left = entry.Length;
            for (int read; (read = source.Read(buffer)) > 0; left -= read)
            {
                if (read > left)
                {
                    throw new InvalidDataException("An entry is longer than it says.");
                }

                destination.Write(buffer, 0, read);
                hash?.AppendData(buffer, 0, read);
            }

            if (left > 0)
            {
                throw new InvalidDataException("An entry is shorter than it says.");
            }
        }
        catch (InvalidDataException damaged)
        {
            throw PackageErrors.Corrupt(_package, $"is damaged at {entry.FullName}", damaged);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
