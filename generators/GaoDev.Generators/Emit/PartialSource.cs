using GaoDev.Generators.Models;

namespace GaoDev.Generators.Emit;

/// <summary>Writes, in a partial class, the members that its attribute already states and it does not declare.</summary>
internal static class PartialSource
{
    public static void Write(SourceBuilder source, PluginModel plugin)
    {
        ProviderClassModel type = plugin.Class;
        (MemberNeed Need, string Member)[] members =
        [
            (type.NameMember, $"string Name => {CSharpLiteral.String(type.Facts.Name)};"),
            (type.VersionMember, $"string Version => {CSharpLiteral.String(plugin.Version)};"),
            (type.ModelsMember, $"global::System.Collections.Generic.IReadOnlyList<string> SupportedModels => global::{plugin.EntryType}.Metadata.SupportedModels;"),
        ];
        if (members.All(static member => member.Need == MemberNeed.None))
        {
            return;
        }

        source.Line();
        if (type.Namespace.Length > 0)
        {
            source.Open($"namespace {type.Namespace}");
        }

        foreach (TypePart part in type.Parts)
        {
            source.Open($"partial {part.Keyword} {part.Name}");
        }

        bool first = true;
        foreach ((MemberNeed need, string member) in members.Where(static member => member.Need != MemberNeed.None))
        {
            if (!first)
            {
                source.Line();
            }

            first = false;
            source.Line("/// <inheritdoc/>")
                .Line(GeneratedFile.Attribute)
                .Line($"public {(need == MemberNeed.Override ? "override " : "")}{member}");
        }

        for (int i = type.Parts.Count + (type.Namespace.Length > 0 ? 1 : 0); i > 0; i--)
        {
            source.Close();
        }
    }
}
