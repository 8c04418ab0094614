using System.Text;
using GaoDev.Generators.Models;

namespace GaoDev.Generators.Parsing;

/// <summary>
/// Gives each provider class an entry type of its own. The name is the class's with <c>Plugin</c> behind it; classes
/// that share a simple name, ignoring case because file names do, get a hash of their full name as well. Names are
/// letters, digits and underscores only, which is what readers of manifests take.
/// </summary>
internal static class EntryNames
{
    private const string NamespacePrefix = "GaoDev.Generated.";

    /// <summary>The classes of an assembly with their entry types, in the order of the classes.</summary>
    /// <param name="version">The version of those that name none.</param>
    public static EquatableArray<PluginModel> Assign(EquatableArray<ProviderClassModel> classes, string? assemblyName, string version)
    {
        string entryNamespace = NamespacePrefix + Sanitize(assemblyName ?? "") + "_" + StableHash.Compute(assemblyName ?? "");
        HashSet<string> shared = new(
            classes.GroupBy(static model => Key(model)).Where(static group => group.Skip(1).Any()).Select(static group => group.Key),
            StringComparer.Ordinal);
        return new(
            from model in classes
            let suffix = shared.Contains(Key(model)) ? "_" + StableHash.Compute(model.FullName) + "_" : ""
            select new PluginModel(model, entryNamespace, Sanitize(model.SimpleName) + suffix + "Plugin", model.Facts.Version ?? version));
    }

    /// <summary>The text as an identifier: what is no letter or digit becomes an underscore.</summary>
    public static string Sanitize(string name)
    {
        StringBuilder identifier = new(name.Length + 1);
        foreach (char c in name)
        {
            identifier.Append(char.IsLetterOrDigit(c) ? c : '_');
        }

        return identifier.Length == 0 || char.IsLetter(identifier[0]) ? identifier.ToString() : "_" + identifier;
    }

    private static string Key(ProviderClassModel model) => Sanitize(model.SimpleName).ToLowerInvariant();
}
