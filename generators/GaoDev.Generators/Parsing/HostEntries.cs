using GaoDev.Generators.Models;

namespace GaoDev.Generators.Parsing;

/// <summary>
/// What <c>AddReferencedProviders()</c> registers in an application that uses GaoDev.Runtime: the providers of the
/// application itself, and those of the referenced assemblies as far as its policy takes them.
/// </summary>
internal static class HostEntries
{
    /// <summary>What is registered, in order, or null where there is nothing to register with.</summary>
    public static EquatableArray<HostEntry>? Merge(EquatableArray<PluginModel> own, EquatableArray<ReferencedAssembly> references, HostPolicy? policy) =>
        policy is null || !references.Any(static assembly => assembly is { Name: HostOptions.RuntimeAssembly, IsAliased: false }) ? null : new EquatableArray<HostEntry>(
            own.Select(static plugin => new HostEntry(plugin.Class.Facts.Name, plugin.EntryType)).Concat(
                from assembly in references
                from provider in assembly.Providers
                where HostPolicy.Registers(policy.Judge(assembly, provider))
                select new HostEntry(provider.Name, provider.EntryType))
            .Distinct()
            .OrderBy(static entry => entry.Name, StringComparer.Ordinal)
            .ThenBy(static entry => entry.EntryType, StringComparer.Ordinal));
}
