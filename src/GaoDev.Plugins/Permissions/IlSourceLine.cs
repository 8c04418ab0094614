using System.Reflection.Metadata;

namespace GaoDev.Plugins.Permissions;

/// <summary>From a place in a method's body to its source, by portable symbols.</summary>
internal static class IlSourceLine
{
    /// <returns>The file as the symbols name it and the line from 1, or null and 0.</returns>
    public static (string? File, int Line) Find(MetadataReader? symbols, MethodDefinitionHandle method, int offset)
    {
        if (symbols is null)
        {
            return (null, 0);
        }

        SequencePoint? best = null;
        foreach (SequencePoint point in symbols.GetMethodDebugInformation(method.ToDebugInformationHandle()).GetSequencePoints())
        {
            if (!point.IsHidden && (best is null || point.Offset <= offset))
            {
                best = point;
            }
        }

        return best is { } found ? (symbols.GetString(symbols.GetDocument(found.Document).Name), found.StartLine) : (null, 0);
    }
}
