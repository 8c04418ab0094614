using GaoDev.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers;

/// <summary>All provider names of an assembly, ignoring case, with their classes. Made when the first provider class is met.</summary>
internal sealed class ProviderNameIndex(IAssemblySymbol assembly, ContractTypes contract)
{
    private readonly Lazy<ILookup<string, INamedTypeSymbol>> classes = new(() => FindTypes(assembly.GlobalNamespace)
        .Select(type => (Type: type, Name: contract.FindPluginAttribute(type) is { } attribute ? ProviderClass.ReadName(attribute) : null))
        .Where(static pair => pair.Name is not null)
        .ToLookup(static pair => pair.Name!, static pair => pair.Type, StringComparer.OrdinalIgnoreCase));

    public IEnumerable<(string Name, INamedTypeSymbol Type)> All => classes.Value.SelectMany(static name => name.Select(type => (name.Key, type)));

    public IEnumerable<INamedTypeSymbol> Find(string name) => classes.Value[name];

    private static IEnumerable<INamedTypeSymbol> FindTypes(INamespaceOrTypeSymbol container)
    {
        Stack<INamespaceOrTypeSymbol> open = new([container]);
        while (open.Count > 0)
        {
            INamespaceOrTypeSymbol next = open.Pop();
            if (next is INamedTypeSymbol type)
            {
                yield return type;
            }

            IEnumerable<INamespaceOrTypeSymbol> members = next is INamespaceSymbol space ? space.GetMembers() : next.GetTypeMembers();
            foreach (INamespaceOrTypeSymbol member in members)
            {
                open.Push(member);
            }
        }
    }
}
