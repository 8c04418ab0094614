using System.Collections.Concurrent;

namespace GaoDev.Runtime.Registry;

/// <summary>Translated model names by provider and name, a bounded number of them. Thread-safe.</summary>
internal sealed class ModelNames(int capacity)
{
    private readonly ConcurrentDictionary<(string Provider, string Model), string> names = new();

    public int Count => names.Count;

    public bool TryGet(string provider, string model, out string? translated) => names.TryGetValue((provider.ToLowerInvariant(), model), out translated);

    public void Add(string provider, string model, string translated)
    {
        // A caller that asks for ever new names gains nothing from remembering any.
        if (names.Count >= capacity)
        {
            names.Clear();
        }

        names[(provider.ToLowerInvariant(), model)] = translated;
    }

    public void Forget(string provider)
    {
        foreach (var key in names.Keys.Where(key => string.Equals(key.Provider, provider, StringComparison.OrdinalIgnoreCase)))
        {
            names.TryRemove(key, out _);
        }
    }

    public void Clear() => names.Clear();
}
