using System.Globalization;

namespace GaoDev.Plugins.Confinement;

/// <summary>Bytes as people read and write them.</summary>
internal static class SizeText
{
    private const double KiB = 1024;

    public static string Of(double bytes) => bytes switch
    {
        < KiB => string.Create(CultureInfo.InvariantCulture, $"{bytes:0} bytes"),
        < KiB * KiB => string.Create(CultureInfo.InvariantCulture, $"{bytes / KiB:0.#} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / KiB / KiB:0.#} MiB"),
    };
}
