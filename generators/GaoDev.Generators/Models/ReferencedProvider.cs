namespace GaoDev.Generators.Models;

/// <summary>What the manifest of a referenced assembly says of one provider, as far as an application's policy looks at it.</summary>
/// <param name="ContractVersion">The contract that it was compiled against, as the attribute has it.</param>
/// <param name="PermissionKinds">The kinds of permission that it declares, each once and in order.</param>
internal sealed record ReferencedProvider(string Name, string EntryType, string ContractVersion, EquatableArray<string> PermissionKinds);
