using GaoDev.Cli.Rendering;
using GaoDev.Permissions;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Cli.Commands;

/// <summary>Reads permissions as a person writes them: <c>network=api.contoso.com</c>, or <c>native-code</c>.</summary>
internal static class PermissionArguments
{
    /// <summary>Those of the permissions that a provider asks for that were named; all of them where none were.</summary>
    /// <exception cref="PluginException">One is not among them.</exception>
    public static IReadOnlyList<Permission> Choose(IReadOnlyList<string> texts, InstalledProvider provider)
    {
        IReadOnlyList<Permission> asked = provider.ReadManifest().Metadata.Permissions;
        return texts.Count == 0 ? asked : [.. texts.Select(text => Find(text, asked, provider.Name))];
    }

    private static Permission Find(string text, IReadOnlyList<Permission> asked, string provider)
    {
        return asked.FirstOrDefault(permission => Write(permission) == text)
            ?? throw new PluginException(
                PluginErrorCode.ArgumentMalformed,
                $"'{provider}' does not ask for {text}.",
                asked.Count == 0
                    ? "It asks for nothing."
                    : $"It asks for {string.Join(", ", asked.Select(Write))}.",
                provider);
    }

    private static string Write(Permission permission) => permission.Value.Length == 0
        ? ProviderText.Kind(permission.Kind)
        : $"{ProviderText.Kind(permission.Kind)}={permission.Value}";
}
