using System.Globalization;

namespace GaoDev.Examples.LocalEndpoint;

/// <summary>What the command line says.</summary>
internal sealed record EndpointOptions(int Port, string Key, string Deployment, TimeSpan Delay)
{
    private static readonly EndpointOptions Defaults = new(0, "local-key", "local", TimeSpan.FromMilliseconds(40));

    /// <exception cref="FormatException">An option is unknown or its value is missing or wrong.</exception>
    public static EndpointOptions Parse(IReadOnlyList<string> arguments)
    {
        EndpointOptions options = Defaults;
        for (int index = 0; index < arguments.Count; index += 2)
        {
            string value = index + 1 < arguments.Count ? arguments[index + 1] : throw new FormatException($"{arguments[index]} needs a value.");
            options = arguments[index] switch
            {
                "--port" => options with { Port = ReadNumber(value, ushort.MaxValue) },
                "--key" => options with { Key = value },
                "--deployment" => options with { Deployment = value },
                "--delay" => options with { Delay = TimeSpan.FromMilliseconds(ReadNumber(value, 60_000)) },
                string unknown => throw new FormatException($"There is no option {unknown}."),
            };
        }

        return options;
    }

    private static int ReadNumber(string text, int maximum) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= maximum
            ? number
            : throw new FormatException($"'{text}' is no number from 0 to {maximum}.");
}
