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
    /// <summary>The names that more than one class would get, in lower case and order.</summary>
    public static EquatableArray<string> FindShared(IEnumerable<ProviderClassModel> classes) =>
        new(classes
            .GroupBy(static model => Key(model))
            .Where(static group => group.Skip(1).Any())
            .Select(static group => group.Key)
            .OrderBy(static name => name, StringComparer.Ordinal));

    public static PluginModel Assign(ProviderClassModel model, ProjectModel project, EquatableArray<string> sharedNames)
    {
        string suffix = sharedNames.Contains(Key(model), StringComparer.Ordinal) ? "_" + StableHash.Compute(model.FullName) + "_" : "";
        return new PluginModel(model, project.EntryNamespace, Sanitize(model.SimpleName) + suffix + "Plugin", model.Facts.Version ?? project.Version);
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
