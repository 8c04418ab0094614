namespace GaoDev.Generators.Models;

/// <summary>A valid provider class, as one syntax tree and its constants say it.</summary>
/// <param name="SimpleName">The class's own name, not escaped.</param>
/// <param name="FullName">The class as C# names it, from <c>global::</c> on, escaped.</param>
/// <param name="Namespace">The namespace, escaped; empty where there is none.</param>
/// <param name="Parts">The declarations from the outermost to the class itself; empty where one of them is not partial.</param>
/// <param name="TakesContext">Whether the constructor takes a <c>ProviderContext</c>, or nothing.</param>
/// <param name="ExperimentalIds">What the compiler calls a use of the class, where its author declares it, or what it is in, experimental.</param>
/// <param name="ContractVersion">The contract that the project is compiled against.</param>
internal sealed record ProviderClassModel(
    string SimpleName,
    string FullName,
    string Namespace,
    EquatableArray<TypePart> Parts,
    bool TakesContext,
    MemberNeed NameMember,
    MemberNeed VersionMember,
    MemberNeed ModelsMember,
    EquatableArray<string> ExperimentalIds,
    string ContractVersion,
    ProviderFacts Facts);
