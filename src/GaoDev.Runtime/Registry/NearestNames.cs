namespace GaoDev.Runtime;

/// <summary>Finds the names that somebody may have meant: by edit distance, ignoring case.</summary>
internal static class NearestNames
{
    private const int MaximumSuggestions = 3;

    /// <summary>The names nearest to the one given, or none where all are too far from it.</summary>
    public static IReadOnlyList<string> Find(string name, IEnumerable<string> candidates)
    {
        // A third of the name may be wrong: enough for slips, not enough for another name.
        int limit = Math.Max(1, name.Length / 3);
        var near = candidates
            .Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .ToList();
        return [.. near.TakeWhile(candidate => candidate.Distance == near[0].Distance).Take(MaximumSuggestions).Select(candidate => candidate.Name)];
    }

    private static int Distance(string first, string second)
    {
        int[] previous = new int[second.Length + 1];
        int[] current = new int[second.Length + 1];
        for (int j = 0; j <= second.Length; j++)
        {
            previous[j] = j;
        }

        for (int i = 1; i <= first.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= second.Length; j++)
            {
                int cost = char.ToLowerInvariant(first[i - 1]) == char.ToLowerInvariant(second[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + cost);
            }

            (previous, current) = (current, previous);
        }

        return previous[second.Length];
    }
}
