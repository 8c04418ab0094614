using System.Globalization;
using GaoDev.Generators.Emit;
using GaoDev.Generators.Models;
using GaoDev.Generators.Scanning;

namespace GaoDev.Generators.Parsing;

/// <summary>
/// Spreads what is written over files. A few providers get a file each. The compiler compares the names of all files of
/// a generator at every keystroke, each with each, so that many share a few, each always the same one: an edit of one
/// provider rewrites one file.
/// </summary>
internal static class OutputFiles
{
    public const int Most = 8;

    public static IEnumerable<OutputFile> Arrange(ProjectOutline project)
    {
        // Generators do not see each other's output, so an application's own providers come from its source.
        EquatableArray<PluginModel> plugins = EntryNames.Assign(project.Providers, project.Name, project.Properties.Version);
        IEnumerable<OutputFile> files = plugins.Count <= Most
            ? plugins.Select(static plugin => new OutputFile(plugin.EntryName + ".g.cs", new([plugin]), null))
            : plugins.GroupBy(static plugin => Bucket(plugin.Class.FullName))
                .OrderBy(static bucket => bucket.Key)
                .Select(static bucket => new OutputFile("ProviderPlugins" + bucket.Key.ToString(CultureInfo.InvariantCulture) + ".g.cs", new(bucket), null));
        return HostEntries.Merge(plugins, project.References, project.Properties.Policy) is { } registered
            ? files.Prepend(new OutputFile(HostSource.FileName, default, registered))
            : files;
    }

    private static uint Bucket(string name) => uint.Parse(StableHash.Compute(name), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % Most;
}
