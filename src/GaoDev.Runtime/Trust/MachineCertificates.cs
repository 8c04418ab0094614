using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GaoDev.Runtime.Confinement;

namespace GaoDev.Runtime.Trust;

/// <summary>
/// The certificates of the authorities that this machine trusts. On Linux .NET decodes them once in a process, from a
/// file and from a folder, which takes longer than to fetch most packages; and as most systems keep the same ones in
/// both, it decodes most of them twice. Here it gets a file in memory with each of them once. Where anything about the
/// two is unusual, it reads them as ever. Thread-safe.
/// </summary>
internal static partial class MachineCertificates
{
    private const string Crypto = "libcrypto.so.3";
    private const string FileVariable = "SSL_CERT_FILE";
    private const string FolderVariable = "SSL_CERT_DIR";

    // .NET asks from time to time whether it changed, so it lives as long as the process.
    private static MemoryFile? _distinct;

    /// <summary>
    /// The certificates, being read since this was asked for first. Wait for it before packages are verified: to wait in
    /// the verifier would hold the threads that fetch.
    /// </summary>
    public static Task Reading { get; } = Start();

    private static Task Start()
    {
        // From here on .NET answers from a copy of the variables: what changes below is seen by OpenSSL alone, neither by
        // a thread that reads one in that moment nor by a process that is started.
        _ = Environment.GetEnvironmentVariables();
        return Task.Run(Read);
    }

    private static void Read()
    {
        if (OperatingSystem.IsLinux())
        {
            OfferEachOnce();
        }

        using X509Store store = new(StoreName.Root, StoreLocation.LocalMachine);
        try
        {
            store.Open(OpenFlags.ReadOnly);
            foreach (X509Certificate2 certificate in store.Certificates)
            {
                certificate.Dispose();
            }
        }
        catch (CryptographicException)
        {
            // Verifying reads them again, and reports it.
        }
    }

    private static void OfferEachOnce()
    {
        try
        {
            string? file = Environment.GetEnvironmentVariable(FileVariable) ?? Marshal.PtrToStringUTF8(DefaultFile());
            string folder = Environment.GetEnvironmentVariable(FolderVariable) ?? FindDefaultFolder();
            DistinctCertificates certificates = new();
            if ((File.Exists(file) && !certificates.TryAddFile(file)) || !Directory.Exists(folder) || !certificates.TryAddFolder(folder))
            {
                return;
            }

            MemoryFile distinct = new("certificates", certificates.ToPem());
            string path = $"/proc/self/fd/{distinct.Descriptor}";
            if (!File.Exists(path))
            {
                distinct.Dispose();
                return;
            }

            _distinct = distinct;
            _ = LinuxCalls.SetVariable(FileVariable, path, 1);
            _ = LinuxCalls.SetVariable(FolderVariable, "/dev/null", 1);
        }
        catch (Exception unusual) when (unusual is DllNotFoundException or EntryPointNotFoundException or IOException or UnauthorizedAccessException)
        {
            // .NET reads both, with the OpenSSL that it finds.
        }
    }

    // Where OpenSSL's folder is not there, .NET takes this one.
    private static string FindDefaultFolder() =>
        Marshal.PtrToStringUTF8(DefaultFolder()) is { } folder && Directory.Exists(folder) ? folder : "/etc/ssl/certs";

    [LibraryImport(Crypto, EntryPoint = "X509_get_default_cert_file")]
    private static partial nint DefaultFile();

    [LibraryImport(Crypto, EntryPoint = "X509_get_default_cert_dir")]
    private static partial nint DefaultFolder();
}
