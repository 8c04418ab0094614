namespace GaoDev.Generators.Scanning;

/// <summary>A set of names by their fingerprints. May hold one that was never added, never lacks one that was.</summary>
internal sealed class NameSet
{
    private const int Bits = 1 << 18;

    private readonly ulong[] words = new ulong[Bits / 64];

    /// <summary>Whether the set did not have the name before.</summary>
    public bool Add(ulong name)
    {
        ref ulong word = ref words[(name / 64) % (Bits / 64)];
        ulong bit = 1UL << (int)(name % 64);
        bool added = (word & bit) == 0;
        word |= bit;
        return added;
    }

    public bool Contains(ulong name) => (words[(name / 64) % (Bits / 64)] & (1UL << (int)(name % 64))) != 0;

    public bool ContainsAny(ulong[] names)
    {
        foreach (ulong name in names)
        {
            if (Contains(name))
            {
                return true;
            }
        }

        return false;
    }
}
