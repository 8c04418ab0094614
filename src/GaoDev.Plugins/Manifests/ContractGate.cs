using System.Globalization;
using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Plugins.Manifests;

/// <summary>Decides whether this host can run what was built against a contract. Thread-safe.</summary>
internal static class ContractGate
{
    /// <exception cref="PluginException">It is another major version or a newer minor one, or no version at all.</exception>
    public static void Check(string contractVersion, string origin)
    {
        int dot = contractVersion.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0
            || !TryNumber(contractVersion.AsSpan(0, dot), out int major)
            || !TryNumber(contractVersion.AsSpan(dot + 1), out int minor))
        {
            throw new PluginException(
                PluginErrorCode.ManifestInvalid,
                $"The provider manifest in {origin} is not valid: it names no contract version.",
                "Ask its author for a package that was built with GaoDev.Sdk; nothing of this one is used.",
                origin);
        }

        if (major != ContractVersion.Major || minor > ContractVersion.Minor)
        {
            bool older = major < ContractVersion.Major;
            throw new PluginException(
                PluginErrorCode.ContractTooNew,
                $"{origin} was built against contract {contractVersion}, and this is contract {ContractVersion.Text}.",
                older
                    ? "Install a newer version of the package, if there is one."
                    : "Update gao-dev, or install an older version of the package.",
                origin);
        }
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return text.Length is > 0 and <= 6
            && (text[0] != '0' || text.Length == 1)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
