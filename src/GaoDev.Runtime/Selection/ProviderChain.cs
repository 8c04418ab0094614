namespace GaoDev.Runtime.Selection;

/// <summary>The providers that a chain means: each entry an exact name, or the beginning of names before a hyphen.</summary>
internal static class ProviderChain
{
    /// <summary>The names in order, each once; what is not there is left out.</summary>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> chain, IReadOnlyList<string> available)
    {
        List<string> found = [];
        foreach (string entry in chain)
        {
            string? exact = available.FirstOrDefault(name => string.Equals(name, entry, StringComparison.OrdinalIgnoreCase));
            found.AddRange(exact is not null ? [exact] : available.Where(name => name.StartsWith(entry + "-", StringComparison.OrdinalIgnoreCase)));
        }

        return [.. found.Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
