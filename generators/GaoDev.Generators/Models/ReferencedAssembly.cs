namespace GaoDev.Generators.Models;

/// <summary>A reference that has to do with providers.</summary>
/// <param name="Name">The assembly's simple name.</param>
/// <param name="IsAliased">Whether it cannot be named from the global namespace.</param>
/// <param name="UnclaimedProvider">A class that looks like a provider, in an assembly without a manifest.</param>
internal sealed record ReferencedAssembly(string Name, bool IsAliased, string? UnclaimedProvider, EquatableArray<ReferencedProvider> Providers);
