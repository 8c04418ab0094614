using GaoDev.Generators.Models;

namespace GaoDev.Generators.Emit;

/// <summary>Writes a file of one provider or of several.</summary>
internal static class PluginSource
{
    public static string Write(IReadOnlyList<PluginModel> plugins)
    {
        SourceBuilder source = GeneratedFile.Begin();
        foreach (string id in plugins.SelectMany(static plugin => plugin.Class.ExperimentalIds).Distinct().OrderBy(static id => id, StringComparer.Ordinal))
        {
            source.Line($"#pragma warning disable {id} // what the author's code declares experimental is still to be registered");
        }

        foreach (PluginModel plugin in plugins)
        {
            source.Line("[assembly: global::GaoDev.Plugins.ProviderManifest(" + string.Join(", ",
                CSharpLiteral.String(plugin.Class.ContractVersion),
                CSharpLiteral.String(plugin.EntryType),
                CSharpLiteral.String(ManifestJson.Write(plugin.Class.Facts, plugin.Version))) + ")]");
        }

        foreach (PluginModel plugin in plugins)
        {
            source.Line();
            WriteEntryType(source, plugin);
            PartialSource.Write(source, plugin);
        }

        return source.ToString();
    }

    private static void WriteEntryType(SourceBuilder source, PluginModel plugin)
    {
        ProviderClassModel type = plugin.Class;
        source.Open($"namespace {plugin.EntryNamespace}")
            .Line($"/// <summary>Registers the provider <c>{type.Facts.Name}</c>.</summary>")
            .Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]")
            .Line(GeneratedFile.Attribute)
            .Open($"public sealed class {plugin.EntryName} : global::GaoDev.Plugins.BaseProviderPlugin");
        MetadataSource.Write(source, plugin);
        source.Line()
            .Line("/// <inheritdoc/>")
            .Line($"public override global::System.Type GetProviderType() => typeof({type.FullName});")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line("public override global::GaoDev.Plugins.ProviderMetadata GetMetadata() => Metadata;")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line("public override global::GaoDev.Providers.IAgentProvider CreateProvider(global::GaoDev.Providers.ProviderContext context) =>")
            .Line($"    new {type.FullName}({(type.TakesContext ? "context" : "")});")
            .Close()
            .Close();
    }
}
