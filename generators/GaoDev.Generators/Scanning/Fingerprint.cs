namespace GaoDev.Generators.Scanning;

/// <summary>64 bits of what was mixed in, in order. Tells versions of one project's source apart, protects nothing.</summary>
internal struct Fingerprint
{
    private const ulong Prime = 1099511628211;

    private ulong state;

    public readonly ulong Value => state;

    public static ulong Of(string text)
    {
        Fingerprint fingerprint = default;
        fingerprint.Add(text.AsSpan());
        return fingerprint.Value;
    }

    public void Add(ReadOnlySpan<char> text)
    {
        Add((ulong)text.Length);
        foreach (char c in text)
        {
            state = unchecked((state ^ c) * Prime);
        }
    }

    // The finalizer of SplitMix64: each bit that goes in changes about half of those that come out.
    public void Add(ulong value)
    {
        unchecked
        {
            ulong mixed = state + value + 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            state = mixed ^ (mixed >> 31);
        }
    }
}
