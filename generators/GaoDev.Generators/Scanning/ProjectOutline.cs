using System.Collections.Immutable;
using GaoDev.Generators.Models;

namespace GaoDev.Generators.Scanning;

/// <summary>
/// A project's source without its bodies. The pipeline makes another one only where one of the sketches is another, so
/// what was found by it once is found by it again, as long as the references are the same.
/// </summary>
internal sealed class ProjectOutline(ImmutableArray<TreeSketch> sketches)
{
    private readonly bool mayHaveProviders = sketches.Any(new AttributeNames(sketches).AreAnyOf);
    private Finding? last;

    public EquatableArray<ProviderClassModel> Find(ulong references, Func<EquatableArray<ProviderClassModel>> scan)
    {
        if (!mayHaveProviders)
        {
            return default;
        }

        if (Volatile.Read(ref last) is not { } finding || finding.References != references)
        {
            last = finding = new Finding(references, scan());
        }

        return finding.Models;
    }

    private sealed record Finding(ulong References, EquatableArray<ProviderClassModel> Models);
}
