using System.Security.Cryptography;
using System.Text;
using GaoDev.Providers;

namespace GaoDev.Runtime.Egress;

/// <summary>
/// A plugin's secrets and what stands for them inside its sandbox. A placeholder is as long as its secret and made anew
/// for each process, so that it is worth nothing outside of it. Immutable.
/// </summary>
internal sealed class SecretVault
{
    private const int ShortestPlaceholder = 24;
    private const string Prefix = "gaodev-secret-";

    private readonly Dictionary<string, string> byOption = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Placeholder, string Secret)> pairs = [];

    public SecretVault(ProviderConfiguration configuration)
    {
        foreach (string option in configuration.Names.Where(configuration.IsSecret))
        {
            string secret = configuration.GetString(option)!;
            if (secret.Length == 0)
            {
                continue;
            }

            string placeholder = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            placeholder = placeholder.PadRight(secret.Length, '0')[..Math.Max(secret.Length, ShortestPlaceholder)];
            byOption[option] = placeholder;
            pairs.Add((placeholder, secret));
        }

        pairs.Sort(static (left, right) => right.Secret.Length.CompareTo(left.Secret.Length));
        Secrets = [.. pairs.Select(pair => Encoding.UTF8.GetBytes(pair.Secret))];
    }

    /// <summary>The secrets' bytes, the longest first.</summary>
    public IReadOnlyList<byte[]> Secrets { get; }

    /// <summary>What a plugin gets to see of an option.</summary>
    public string Hide(string option, string value) => byOption.GetValueOrDefault(option) ?? HideIn(value);

    /// <summary>A text with every secret replaced by what stands for it.</summary>
    public string HideIn(string text) => pairs.Aggregate(text, static (current, pair) => current.Replace(pair.Secret, pair.Placeholder, StringComparison.Ordinal));

    /// <summary>A header's value with every placeholder replaced by its secret.</summary>
    public string Reveal(string value)
    {
        foreach ((string placeholder, string secret) in pairs)
        {
            value = value.Replace(placeholder, secret, StringComparison.Ordinal);
        }

        // The one form of a header that wraps a secret.
        const string Basic = "Basic ";
        if (value.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) && pairs.Count > 0)
        {
            byte[] buffer = new byte[value.Length];
            if (Convert.TryFromBase64String(value[Basic.Length..].Trim(), buffer, out int length))
            {
                string inner = Encoding.UTF8.GetString(buffer, 0, length);
                string revealed = pairs.Aggregate(inner, static (current, pair) => current.Replace(pair.Placeholder, pair.Secret, StringComparison.Ordinal));
                return revealed == inner ? value : Basic + Convert.ToBase64String(Encoding.UTF8.GetBytes(revealed));
            }
        }

        return value;
    }
}
