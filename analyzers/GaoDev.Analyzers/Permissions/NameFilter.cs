using GaoDev.Plugins.Permissions;

namespace GaoDev.Analyzers.Permissions;

/// <summary>
/// The simple names by which source can mean a guarded API, looked for in text before anything is parsed further or
/// bound: this is what makes the rules cheap where nothing guarded is named.
/// </summary>
internal static class NameFilter
{
    private const string AttributeSuffix = nameof(Attribute);

    /// <summary>Names whose calls may carry an address.</summary>
    public static readonly IReadOnlyCollection<string> AddressNames =
    [
        "Uri", "UriBuilder", "HttpRequestMessage", "GetAsync", "GetStringAsync", "GetByteArrayAsync", "GetStreamAsync", "PostAsync", "PutAsync",
        "PatchAsync", "DeleteAsync", "GetFromJsonAsync", "GetFromJsonAsAsyncEnumerable", "PostAsJsonAsync", "PutAsJsonAsync", "PatchAsJsonAsync",
        "DeleteFromJsonAsync",
    ];

    /// <summary>Attributes that turn rules off.</summary>
    public static readonly IReadOnlyCollection<string> SuppressionNames = ["SuppressMessage", "UnconditionalSuppressMessage"];

    private static readonly string[]?[] Buckets = Fill(GuardedApis.All
        .Select(static api => api.Member is null or ".ctor" ? api.SimpleName : api.Member)
        .Concat(AddressNames)
        .Concat(SuppressionNames)
        .SelectMany(Spellings)
        .Concat(SuppressionNames.Select(static name => name + AttributeSuffix))
        .Distinct(StringComparer.Ordinal));

    private static readonly ILookup<string, GuardedCapability> Capabilities = GuardedApis.All
        .SelectMany(static api => Spellings(api.Member is null or ".ctor" ? api.SimpleName : api.Member).Select(name => (Name: name, api.Capability)))
        .Distinct()
        .ToLookup(static pair => pair.Name, static pair => pair.Capability, StringComparer.Ordinal);

    /// <summary>What code may do that has this name in it, before anything is bound.</summary>
    public static IEnumerable<GuardedCapability> CapabilitiesOf(string name) => Capabilities[name];

    public static bool Contains(string name) => name.Length > 0 && Contains(name.AsSpan());

    public static bool Contains(ReadOnlySpan<char> name)
    {
        if (Buckets[Key(name)] is not { } bucket)
        {
            return false;
        }

        foreach (string candidate in bucket)
        {
            if (name.SequenceEqual(candidate.AsSpan()))
            {
                return true;
            }
        }

        return false;
    }

    private static string[] Spellings(string name) => name.EndsWith(AttributeSuffix, StringComparison.Ordinal)
        ? [name, name.Substring(0, name.Length - AttributeSuffix.Length)]
        : [name];

    private static string[]?[] Fill(IEnumerable<string> names)
    {
        string[]?[] buckets = new string[]?[1024];
        foreach (IGrouping<int, string> group in names.GroupBy(static name => Key(name.AsSpan())))
        {
            buckets[group.Key] = [.. group];
        }

        return buckets;
    }

    private static int Key(ReadOnlySpan<char> name) => ((name[0] * 31) + (name[name.Length - 1] * 7) + name.Length) & 1023;
}
