using System.Text;

namespace GaoDev.Runtime.Trust;

/// <summary>The certificates of several PEM files, each once, in the order in which they were found. Not thread-safe.</summary>
internal sealed class DistinctCertificates
{
    private const int MaximumBytes = 4 * 1024 * 1024;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly StringBuilder _text = new();

    private static ReadOnlySpan<byte> Begin => "-----BEGIN "u8;

    private static ReadOnlySpan<byte> BeginCertificate => "-----BEGIN CERTIFICATE-----"u8;

    private static ReadOnlySpan<byte> End => "-----END CERTIFICATE-----"u8;

    /// <summary>All of them as one PEM file.</summary>
    public byte[] ToPem() => Encoding.Latin1.GetBytes(_text.ToString());

    /// <summary>Adds the files of a folder; folders in it are not looked at.</summary>
    /// <returns>Whether there are any, and all of them hold certificates in PEM and nothing else.</returns>
    /// <exception cref="IOException">The folder or a file of it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not read one of them.</exception>
    public bool TryAddFolder(string path)
    {
        bool isFound = false;
        foreach (FileInfo file in new DirectoryInfo(path).EnumerateFiles().Where(file => !IsNameOfNeighbour(file)))
        {
            if (!TryAddFile(file.FullName))
            {
                return false;
            }

            isFound = true;
        }

        return isFound;
    }

    /// <summary>Adds a file. Text between certificates is a comment.</summary>
    /// <returns>Whether it holds certificates in PEM and nothing else.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not read it.</exception>
    public bool TryAddFile(string path)
    {
        FileInfo file = new(path);
        ReadOnlySpan<byte> rest = file.Exists && file.Length <= MaximumBytes ? File.ReadAllBytes(path) : [];
        bool isFound = false;
        for (int begin; (begin = rest.IndexOf(Begin)) >= 0; isFound = true)
        {
            rest = rest[begin..];
            int end = rest.IndexOf(End);
            if (end < 0 || !rest.StartsWith(BeginCertificate))
            {
                return false;
            }

            string certificate = Encoding.Latin1.GetString(rest[..(end + End.Length)]);
            if (_seen.Add(certificate))
            {
                _text.Append(certificate).Append('\n');
            }

            rest = rest[(end + End.Length)..];
        }

        return isFound;
    }

    // OpenSSL finds certificates by links that are named by a hash. What they lead to is looked at itself.
    private static bool IsNameOfNeighbour(FileInfo file) => file.LinkTarget is { } target && Path.GetFileName(target) == target;
}
