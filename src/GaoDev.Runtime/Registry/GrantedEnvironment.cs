using System.Collections;
using GaoDev.Permissions;

namespace GaoDev.Runtime.Registry;

/// <summary>The variables of this process that a plugin was granted to see.</summary>
internal static class GrantedEnvironment
{
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<Permission> granted)
    {
        string[] patterns = [.. granted.Where(permission => permission.Kind == PermissionKind.Environment).Select(permission => permission.Value)];
        return Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(variable => patterns.Any(pattern => Matches(pattern, (string)variable.Key)))
            .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!, StringComparer.Ordinal);
    }

    private static bool Matches(string pattern, string name) => pattern.EndsWith('*')
        ? name.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : name == pattern;
}
