using System.Collections.Immutable;
using System.Globalization;
using GaoDev.Generators.Models;

namespace GaoDev.Generators.Parsing;

/// <summary>
/// Spreads providers over files. A few get a file each. The compiler compares the names of all files of a generator at
/// every keystroke, each with each, so that many share a few, each always the same one: an edit of one provider
/// rewrites one file.
/// </summary>
internal static class PluginFiles
{
    public const int Most = 8;

    public static IEnumerable<PluginFile> Arrange(ImmutableArray<PluginModel> plugins) => plugins.Length <= Most
        ? plugins.Select(static plugin => new PluginFile(plugin.EntryName + ".g.cs", new([plugin])))
        : plugins.GroupBy(static plugin => Bucket(plugin.Class.FullName))
            .OrderBy(static bucket => bucket.Key)
            .Select(static bucket => new PluginFile("ProviderPlugins" + bucket.Key.ToString(CultureInfo.InvariantCulture) + ".g.cs", new(bucket)));

    private static uint Bucket(string name) => uint.Parse(StableHash.Compute(name), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % Most;
}
