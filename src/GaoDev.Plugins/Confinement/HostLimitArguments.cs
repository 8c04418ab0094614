using System.Globalization;

namespace GaoDev.Plugins.Confinement;

/// <summary>What a confined host is told on its command line: the limits to set on itself, whether it may start programs, and what it was granted.</summary>
/// <param name="Memory">Bytes of private memory (<c>RLIMIT_DATA</c>).</param>
/// <param name="Threads">Threads and processes.</param>
/// <param name="Descriptors">Open descriptors.</param>
/// <param name="FileSize">Bytes of one file that it writes.</param>
/// <param name="AllowsPrograms">Whether the plugin was granted to start a program.</param>
/// <param name="Pins">Each granted path with the identity of what was judged there.</param>
internal sealed record HostLimitArguments(long Memory, int Threads, int Descriptors, long FileSize, bool AllowsPrograms, IReadOnlyList<(string Path, string Identity)> Pins)
{
    /// <summary>The word that stands before them.</summary>
    public const string Confined = "confined";

    public IEnumerable<string> ToArguments() =>
        [Confined, Text(Memory), Text(Threads), Text(Descriptors), Text(FileSize), AllowsPrograms ? "programs" : "alone", .. Pins.SelectMany(pin => (string[])[pin.Path, pin.Identity])];

    /// <summary>Reads a host's command line; null where it is not to be confined.</summary>
    /// <exception cref="FormatException">It is neither empty nor that of a confined host.</exception>
    public static HostLimitArguments? Parse(string[] arguments) => arguments switch
    {
        [] => null,
        [Confined, string memory, string threads, string descriptors, string fileSize, "programs" or "alone", .. string[] pins] when pins.Length % 2 == 0 => new(
            long.Parse(memory, CultureInfo.InvariantCulture),
            int.Parse(threads, CultureInfo.InvariantCulture),
            int.Parse(descriptors, CultureInfo.InvariantCulture),
            long.Parse(fileSize, CultureInfo.InvariantCulture),
            arguments[5] == "programs",
            [.. pins.Chunk(2).Select(pin => (pin[0], pin[1]))]),
        _ => throw new FormatException("The command line is not one that gao-dev writes."),
    };

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
