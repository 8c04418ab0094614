using System.Text.Json.Nodes;

namespace GaoDev.Providers.BuiltIn.OpenCode;

/// <summary>What an agent may do, as opencode's configuration writes it: every tool allowed or denied, never asked for.</summary>
internal static class OpenCodePermissions
{
    public static string Write(IEnumerable<string> tools, IReadOnlyCollection<string> allowed)
    {
        JsonObject permissions = new() { ["*"] = "deny" };
        foreach (string tool in tools.Order(StringComparer.Ordinal))
        {
            permissions[tool] = allowed.Contains(tool) ? "allow" : "deny";
        }

        return permissions.ToJsonString();
    }
}
