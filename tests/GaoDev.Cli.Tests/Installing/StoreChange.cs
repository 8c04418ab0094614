namespace GaoDev.Cli.Tests.Installing;

/// <summary>One command that changes what is installed, and what it makes of a state.</summary>
/// <param name="Arguments">The command line.</param>
/// <param name="After">What is installed afterwards; null where the command has nothing to do there and says so.</param>
internal sealed record StoreChange(string[] Arguments, string[]? After)
{
    private static readonly string[] Versions = ["1.0.0", "1.1.0"];

    /// <summary>Chooses a change of what a workplace has installed.</summary>
    public static StoreChange Choose(Random random, Workplace workplace)
    {
        string[] before = StoreState.Read(workplace.Home);
        string version = Versions[random.Next(Versions.Length)];
        string? echo = before.FirstOrDefault(plugin => plugin.StartsWith("Fixtures.Echo ", StringComparison.Ordinal));
        string[] others = [.. before.Where(plugin => plugin != echo)];
        return random.Next(6) switch
        {
            0 => Install("Fixtures.Misbehaving", With(before, "Fixtures.Misbehaving 0.0.1")),
            1 when echo is not null => new(["plugins", "update-provider", $"echo@{version}", "--source", workplace.Feed, "--yes"], With(others, $"Fixtures.Echo {version}")),
            2 => new(["plugins", "uninstall-provider", "echo"], echo is null ? null : others),
            3 when before.Length > 0 => new(["plugins", "rollback"], StoreState.BeforeTheLastChange(workplace.Home)),
            4 => new(["plugins", "gc", "--keep", $"{random.Next(1, 11)}"], before),
            _ => Install($"Fixtures.Echo@{version}", With(others, $"Fixtures.Echo {version}")),
        };

        StoreChange Install(string package, string[] after) => new(["plugins", "install-provider", package, "--source", workplace.Feed, "--yes"], after);
    }

    private static string[] With(string[] others, string plugin) => [.. others.Append(plugin).Distinct().Order(StringComparer.Ordinal)];
}
