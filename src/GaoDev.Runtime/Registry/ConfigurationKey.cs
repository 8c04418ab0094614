using System.Security.Cryptography;
using System.Text;
using GaoDev.Providers;

namespace GaoDev.Runtime.Registry;

/// <summary>A short name for a configuration: equal for equal settings in any order, and not to be read back.</summary>
internal static class ConfigurationKey
{
    /// <summary>The key of no settings.</summary>
    public const string Default = "default";

    private const int Length = 16;

    public static string Of(ProviderConfiguration settings)
    {
        if (settings.Names.Count == 0)
        {
            return Default;
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string name in settings.Names.Order(StringComparer.OrdinalIgnoreCase))
        {
            Append(name.ToLowerInvariant());
            Append(settings.GetString(name)!);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Length];

        // Each text with its length before it, so that no two lists of texts look alike.
        void Append(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }
}
