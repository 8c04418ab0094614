using System.Collections.Immutable;

namespace GaoDev.Generators.Scanning;

/// <summary>
/// The simple names by which <c>[ProviderPlugin]</c> can be written in a project: its own, and every alias that could
/// stand for it, wherever it is declared. More than there are does no harm, since each is bound before it counts.
/// </summary>
internal sealed class AttributeNames
{
    private const string Suffix = nameof(Attribute);

    private readonly HashSet<string> names = new(StringComparer.Ordinal) { "ProviderPlugin" };

    public AttributeNames(ImmutableArray<TreeSketch> sketches)
    {
        List<UsingAlias> aliases = [.. sketches.Where(static sketch => sketch.Aliases.Length > 0).SelectMany(static sketch => sketch.Aliases)];
        for (bool grew = aliases.Count > 0; grew;)
        {
            grew = false;
            foreach (UsingAlias alias in aliases)
            {
                grew |= names.Contains(Shorten(alias.Target)) && names.Add(Shorten(alias.Name));
            }
        }
    }

    public bool AreAnyOf(TreeSketch sketch)
    {
        foreach (AttributedType type in sketch.Types)
        {
            if (AreAnyOf(type))
            {
                return true;
            }
        }

        return false;
    }

    public bool AreAnyOf(AttributedType type)
    {
        foreach (string attribute in type.Attributes)
        {
            if (names.Contains(Shorten(attribute)))
            {
                return true;
            }
        }

        return false;
    }

    private static string Shorten(string name) =>
        name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
}
