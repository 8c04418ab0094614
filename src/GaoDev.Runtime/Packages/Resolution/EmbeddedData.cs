namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>Facts of the .NET SDK that a machine with only a runtime does not have. Thread-safe.</summary>
internal static class EmbeddedData
{
    public static Stream Open(string name) =>
        typeof(EmbeddedData).Assembly.GetManifestResourceStream($"GaoDev.Runtime.Packages.Resolution.Data.{name}")
        ?? throw new InvalidOperationException($"{name} is not part of the assembly.");

    /// <summary>Reads a file of lines <c>key|value</c>; keys are looked up ignoring case.</summary>
    public static Dictionary<string, T> ReadTable<T>(string name, Func<string, T> parse)
    {
        Dictionary<string, T> table = new(StringComparer.OrdinalIgnoreCase);
        using StreamReader reader = new(Open(name));
        while (reader.ReadLine() is { } line)
        {
            int bar = line.IndexOf('|', StringComparison.Ordinal);
            table.Add(line[..bar], parse(line[(bar + 1)..]));
        }

        return table;
    }
}
