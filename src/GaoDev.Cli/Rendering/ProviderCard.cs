using GaoDev.Permissions;
using GaoDev.Plugins;
using GaoDev.Runtime;
using GaoDev.Runtime.Execution;
using Spectre.Console;

namespace GaoDev.Cli.Rendering;

/// <summary>One provider, for people: what it is, where it runs, its settings, and what it may do.</summary>
internal static class ProviderCard
{
    public static void Write(IAnsiConsole console, ProviderPluginInfo provider)
    {
        console.WriteLine();
        console.WriteLine($"  {PluginText.Escape(provider.Name)} {PluginText.Escape(provider.Metadata?.Version ?? "")}");
        Grid facts = CreateGrid();
        AddRow(facts, "from", provider.Package ?? ProviderText.From(provider));
        if (provider.Package is not null)
        {
            AddRow(facts, "publisher", provider.Publisher ?? "unknown: nobody signed it");
        }

        AddRow(facts, "runs", ProviderText.Runs(provider.Confinement));
        AddRow(facts, "status", provider.Problem ?? "ready");
        if (provider.Metadata is { } metadata)
        {
            AddFacts(facts, metadata);
        }

        console.Write(facts);
        if (provider.Metadata is not null)
        {
            WriteOptions(console, provider.Metadata);
            WritePermissions(
                console,
                "may use",
                provider.Granted ?? provider.Metadata.Permissions,
                provider.Metadata.Options.Where(option => option.IsSecret).Select(option => option.Environment ?? option.Name));
            WriteNotGranted(console, provider, provider.Metadata.Permissions);
        }

        console.WriteLine();
    }

    private static void WriteNotGranted(IAnsiConsole console, ProviderPluginInfo provider, IReadOnlyList<Permission> asked)
    {
        Permission[] refused = provider.Granted is null ? [] : [.. asked.Where(permission => !provider.Granted.Any(granted => granted.Kind == permission.Kind && granted.Value == permission.Value))];
        if (refused.Length > 0)
        {
            WritePermissions(console, "asks for, and may not use", refused, []);
        }
    }

    public static void WritePermissions(IAnsiConsole console, string heading, IReadOnlyList<Permission> permissions, IEnumerable<string> secrets)
    {
        console.WriteLine();
        console.WriteLine($"  {heading}");
        Grid grid = CreateGrid();
        foreach (Permission permission in permissions)
        {
            (string label, string detail) = ProviderText.Describe(permission);
            grid.AddRow(new Text("    " + label), Plain(detail), Plain(permission.Reason ?? ""));
        }

        foreach (string secret in secrets)
        {
            AddRow(grid, "secret", secret);
        }

        if (grid.Rows.Count == 0)
        {
            AddRow(grid, "nothing", "");
        }

        console.Write(grid);
    }

    public static void AddRow(Grid grid, string label, string value) => grid.AddRow(new Text("    " + label), Plain(value), new Text(""));

    public static Grid CreateGrid() => new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(2)).AddColumn(new GridColumn().PadRight(3)).AddColumn();

    private static void AddFacts(Grid facts, ProviderMetadata metadata)
    {
        AddRow(facts, "what", metadata.Description);
        AddRow(facts, "author", metadata.Author);
        AddRow(facts, "models", metadata.SupportedModels.Count == 0 ? "any" : string.Join(", ", metadata.SupportedModels));
        if (metadata.RequiresCli is not null)
        {
            AddRow(facts, "needs", metadata.RequiresCli);
        }
    }

    private static void WriteOptions(IAnsiConsole console, ProviderMetadata metadata)
    {
        if (metadata.Options.Count == 0)
        {
            return;
        }

        console.WriteLine();
        console.WriteLine("  settings");
        Grid grid = CreateGrid();
        foreach (ProviderOptionMetadata option in metadata.Options)
        {
            string kind = (option.IsRequired ? "required" : "optional") + (option.IsSecret ? ", secret" : "");
            string source = option.Environment is null ? "" : $" from {option.Environment}";
            grid.AddRow(Plain("    " + option.Name), Plain(kind + source), Plain(option.Description));
        }

        console.Write(grid);
    }

    private static Text Plain(string text) => new(PluginText.Escape(text));
}
