using System.Security.Cryptography;
using System.Text;

namespace GaoDev.Runtime.Packages.Lock;

/// <summary>
/// What an approval is for: these bytes of this version of this package, with these manifests. A lock entry whose
/// approval is for something else gives nothing.
/// </summary>
internal static class ApprovalBinding
{
    /// <summary>A SHA-256, in lower-case hexadecimal, of all that is approved together.</summary>
    public static string Of(InstalledPlugin plugin)
    {
        StringBuilder text = new();
        Add(plugin.PackageId.ToLowerInvariant());
        Add(plugin.Version);
        Add(plugin.Entry);
        foreach (LockedPackage package in plugin.Closure)
        {
            Add(package.Id.ToLowerInvariant());
            Add(package.Version);
            Add(package.Sha512);
        }

        foreach (InstalledProvider provider in plugin.Providers)
        {
            Add(provider.Name);
            Add(provider.EntryAssembly);
            Add(provider.EntryType);
            Add(provider.ContractVersion);
            Add(Hash(provider.ManifestJson));
        }

        return Hash(text.ToString());

        // With its length, so that no two lists of texts run together to the same.
        void Add(string part) => text.Append(part.Length).Append(':').Append(part).Append('\n');
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
