using GaoDev.Generators.Models;
using Microsoft.CodeAnalysis;

namespace GaoDev.Generators.Parsing;

/// <summary>From a class's attributes to what its manifest says, in the manifest's order.</summary>
internal static class ProviderFactsParser
{
    /// <summary>The facts, or null where the analyzers refuse one of them.</summary>
    public static ProviderFacts? Parse(INamedTypeSymbol type, AttributeData plugin, ContractTypes contract)
    {
        string? name = plugin.ConstructorArguments is [{ Value: string text }] ? text : null;
        string? version = plugin.Named("Version").Value as string;
        if (!ProviderName.IsValid(name) || (version is not null && !SemanticVersionText.IsValid(version)))
        {
            return null;
        }

        List<OptionFacts> options = [];
        List<PermissionFacts> permissions = [];
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, contract.OptionAttribute))
            {
                if (OptionParser.Parse(attribute, out _) is not { } option || options.Exists(other => other.Name == option.Name))
                {
                    return null;
                }

                options.Add(option);
            }
            else if (PermissionParser.IsPermission(attribute, contract))
            {
                if (PermissionParser.Parse(attribute) is not { } permission)
                {
                    return null;
                }

                permissions.Add(permission);
            }
        }

        EquatableArray<string> models = new(plugin.NamedTexts("Models").Distinct(StringComparer.Ordinal));
        return new ProviderFacts(
            name!,
            version,
            plugin.NamedText("Description") ?? "",
            plugin.NamedText("Author") ?? "",
            models,
            plugin.NamedText("DefaultModel") ?? (models.Count > 0 ? models[0] : null),
            plugin.NamedFlag("RequiresApiKey") || options.Exists(static option => option is { IsRequired: true, IsSecret: true }),
            plugin.NamedText("RequiresCli"),
            new(options.OrderBy(static option => option.Name, StringComparer.Ordinal)),
            Order(permissions));
    }

    /// <summary>One for each kind and value; where reasons differ, the first in order counts, whatever the order of the source.</summary>
    internal static EquatableArray<PermissionFacts> Order(IEnumerable<PermissionFacts> permissions) =>
        new(permissions
            .OrderBy(static permission => permission.Kind, StringComparer.Ordinal)
            .ThenBy(static permission => permission.Value, StringComparer.Ordinal)
            .ThenBy(static permission => permission.Reason is null)
            .ThenBy(static permission => permission.Reason, StringComparer.Ordinal)
            .GroupBy(static permission => (permission.Kind, permission.Value))
            .Select(static group => group.First()));
}
