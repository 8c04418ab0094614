using System.Globalization;

namespace GaoDev.Host.Tests;

/// <summary>How often what is repeated is repeated: few times here, many in tests/soak.sh.</summary>
internal static class Rounds
{
    /// <summary>Mutated conversations for each end.</summary>
    public static int Frames => Read("GAODEV_SOAK_FRAMES", 2_000);

    /// <summary>Loading and unloading a plugin.</summary>
    public static int Unloads => Read("GAODEV_SOAK_UNLOADS", 40);

    /// <summary>Crashes of a plugin, one after the other.</summary>
    public static int Crashes => Read("GAODEV_SOAK_CRASHES", 20);

    private static int Read(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : usual;
}
