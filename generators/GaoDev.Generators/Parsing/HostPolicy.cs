using GaoDev.Generators.Models;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GaoDev.Generators.Parsing;

/// <summary>
/// Which referenced providers an application takes, by the MSBuild items of docs/authoring.md. The generator registers
/// and the analyzer reports by it, so that the two cannot disagree. Names of providers and of assemblies count alike.
/// </summary>
internal sealed record HostPolicy(
    EquatableArray<string> Allowed,
    EquatableArray<string> Denied,
    EquatableArray<string> Excluded,
    EquatableArray<string> DeniedPermissions,
    EquatableArray<string> TransitiveAssemblies,
    bool ExcludesTransitive)
{
    /// <summary>Separates the items in a property. A semicolon would begin a comment on the way to the compiler.</summary>
    private const char Separator = ',';

    /// <summary>The policy, or null where the project is no host.</summary>
    public static HostPolicy? Parse(AnalyzerConfigOptions options) => !HostOptions.IsHost(options) ? null : new(
        Read(options, "GaoDevAllowedProviders"),
        Read(options, "GaoDevDeniedProviders"),
        Read(options, "GaoDevExcludedProviders"),
        Read(options, "GaoDevDeniedPermissions"),
        Read(options, "GaoDevTransitiveAssemblies"),
        options.TryGetValue("build_property.GaoDevTransitiveProviders", out string? mode) && string.Equals(mode, "exclude", StringComparison.OrdinalIgnoreCase));

    public ProviderVerdict Judge(ReferencedAssembly assembly, ReferencedProvider provider) =>
        Names(Excluded, assembly, provider) ? ProviderVerdict.Exclude
        : Names(Denied, assembly, provider) ? ProviderVerdict.DenyProvider
        : provider.PermissionKinds.Any(kind => Contains(DeniedPermissions, kind)) ? ProviderVerdict.DenyPermission
        : assembly.IsAliased ? ProviderVerdict.Unreachable
        : !Contains(TransitiveAssemblies, assembly.Name) || Names(Allowed, assembly, provider) ? ProviderVerdict.Register
        : ExcludesTransitive ? ProviderVerdict.Exclude
        : ProviderVerdict.RegisterTransitive;

    /// <summary>Whether a provider with that verdict is registered.</summary>
    public static bool Registers(ProviderVerdict verdict) => verdict is ProviderVerdict.Register or ProviderVerdict.RegisterTransitive;

    private static bool Names(EquatableArray<string> names, ReferencedAssembly assembly, ReferencedProvider provider) =>
        Contains(names, provider.Name) || Contains(names, assembly.Name);

    private static bool Contains(EquatableArray<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static EquatableArray<string> Read(AnalyzerConfigOptions options, string property) =>
        options.TryGetValue("build_property." + property, out string? value)
            ? new(value.Split(Separator).Select(static name => name.Trim()).Where(static name => name.Length > 0))
            : default;
}
