using GaoDev.Generators.Models;

namespace GaoDev.Generators.Parsing;

/// <summary>
/// Gives each provider class an entry type of its own. The name is the class's with <c>Plugin</c> behind it; classes
/// that share a simple name, ignoring case because file names do, get a hash of their full name as well.
/// </summary>
internal static class EntryNames
{
    /// <summary>The simple names that more than one class has, in lower case and order.</summary>
    public static EquatableArray<string> FindShared(IEnumerable<ProviderClassModel> classes) =>
        new(classes
            .GroupBy(static model => model.SimpleName.ToLowerInvariant())
            .Where(static group => group.Skip(1).Any())
            .Select(static group => group.Key)
            .OrderBy(static name => name, StringComparer.Ordinal));

    public static PluginModel Assign(ProviderClassModel model, ProjectModel project, EquatableArray<string> sharedNames)
    {
        string suffix = sharedNames.Contains(model.SimpleName.ToLowerInvariant(), StringComparer.Ordinal)
            ? "_" + StableHash.Compute(model.FullName) + "_"
            : "";
        return new PluginModel(model, project.EntryNamespace, model.SimpleName + suffix + "Plugin", model.Facts.Version ?? project.Version);
    }
}
