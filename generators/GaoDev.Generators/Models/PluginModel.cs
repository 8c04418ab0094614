namespace GaoDev.Generators.Models;

/// <summary>All that one generated file is made from.</summary>
/// <param name="EntryName">The entry type's simple name, unique in <paramref name="EntryNamespace"/>.</param>
internal sealed record PluginModel(ProviderClassModel Class, string EntryNamespace, string EntryName, string Version)
{
    public string EntryType => EntryNamespace + "." + EntryName;
}
