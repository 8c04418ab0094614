using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace GaoDev.Plugins.Permissions;

/// <summary>
/// Applies the table to compiled code. An assembly can use only what its tables of type and member references name, so
/// those two tables are complete; bodies are read for the place alone. Runs nothing. Thread-safe.
/// </summary>
internal static class IlPermissionReader
{
    /// <summary>The guarded APIs that an assembly names, each once, in the table's order.</summary>
    /// <exception cref="BadImageFormatException">The metadata is damaged.</exception>
    public static IReadOnlyList<GuardedApi> FindApis(MetadataReader metadata)
    {
        HashSet<GuardedApi> found = [.. FindTokens(metadata).Values];
        return [.. GuardedApis.All.Where(found.Contains).Concat(found.Where(static api => !GuardedApis.All.Contains(api)))];
    }

    /// <summary>The same with the places, one for each method and API.</summary>
    /// <param name="image">An image whose bodies can be read.</param>
    /// <param name="symbols">The assembly's portable symbols, or null.</param>
    /// <exception cref="BadImageFormatException">The metadata or a body is damaged.</exception>
    public static IReadOnlyList<IlApiUse> FindUses(PEReader image, MetadataReader? symbols)
    {
        MetadataReader metadata = image.GetMetadataReader();
        Dictionary<int, GuardedApi> tokens = FindTokens(metadata);
        if (tokens.Count == 0)
        {
            return [];
        }

        List<IlApiUse> uses = [];
        HashSet<GuardedApi> placed = [];
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            MethodDefinition method = metadata.GetMethodDefinition(handle);
            Dictionary<GuardedApi, int> offsets = FindOffsets(image, metadata, method, tokens);
            foreach (KeyValuePair<GuardedApi, int> use in offsets)
            {
                (string? file, int line) = IlSourceLine.Find(symbols, handle, use.Value);
                uses.Add(new(use.Key, IlNames.MethodOf(metadata, method), file, line));
                placed.Add(use.Key);
            }
        }

        uses.AddRange(tokens.Values.Distinct().Where(api => !placed.Contains(api)).Select(static api => new IlApiUse(api, null, null, 0)));
        return uses;
    }

    private static Dictionary<GuardedApi, int> FindOffsets(PEReader image, MetadataReader metadata, MethodDefinition method, Dictionary<int, GuardedApi> tokens)
    {
        Dictionary<GuardedApi, int> offsets = [];
        if (method.RelativeVirtualAddress == 0 || (method.ImplAttributes & System.Reflection.MethodImplAttributes.CodeTypeMask) != 0)
        {
            // An imported method has no body; its row in the table of imports is what names it.
            if (!method.GetImport().Module.IsNil)
            {
                offsets[IlNames.Import] = 0;
            }

            return offsets;
        }

        foreach ((int offset, int token) in IlTokens.Read(image.GetMethodBody(method.RelativeVirtualAddress).GetILReader()))
        {
            int known = IlNames.Unwrap(metadata, token);
            if ((tokens.TryGetValue(token, out GuardedApi? api) || tokens.TryGetValue(known, out api)) && !offsets.ContainsKey(api))
            {
                offsets.Add(api, offset);
            }
        }

        return offsets;
    }

    private static Dictionary<int, GuardedApi> FindTokens(MetadataReader metadata)
    {
        Dictionary<int, GuardedApi> tokens = [];
        foreach (TypeReferenceHandle handle in metadata.TypeReferences)
        {
            if (GuardedApis.FindType(IlNames.Of(metadata, handle)) is { } api)
            {
                tokens[MetadataTokens.GetToken(handle)] = api;
            }
        }

        foreach (MemberReferenceHandle handle in metadata.MemberReferences)
        {
            MemberReference member = metadata.GetMemberReference(handle);
            if (IlNames.ParentOf(metadata, member) is { } type
                && GuardedApis.Knows(type)
                && GuardedApis.FindMember(type, IlNames.MemberOf(metadata, member), IlNames.FirstParameterOf(metadata, member)) is { Capability: not GuardedCapability.Blocking } api)
            {
                tokens[MetadataTokens.GetToken(handle)] = api;
            }
        }

        // A method that is imported from a native library says so in a table of its own.
        if (metadata.GetTableRowCount(TableIndex.ImplMap) > 0)
        {
            tokens[0] = IlNames.Import;
        }

        if (PointerFinder.IsIn(metadata))
        {
            tokens[1] = IlNames.Pointer;
        }

        return tokens;
    }
}
