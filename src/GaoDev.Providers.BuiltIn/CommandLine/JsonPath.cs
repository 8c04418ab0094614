using System.Text.Json;

namespace GaoDev.Providers.BuiltIn.CommandLine;

/// <summary>Reads members of an event that may be there or not.</summary>
internal static class JsonPath
{
    /// <summary>The member at the end of the path, or null where one on the way is missing or null.</summary>
    public static JsonElement? Get(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.Null ? null : element;
    }

    public static string? GetText(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Get(path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static long? GetCount(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Get(path) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out long value) ? value : null;

    public static double? GetNumber(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Get(path) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out double value) ? value : null;
}
