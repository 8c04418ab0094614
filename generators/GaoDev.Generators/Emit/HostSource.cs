using GaoDev.Generators.Models;

namespace GaoDev.Generators.Emit;

/// <summary>Writes an application's <c>AddReferencedProviders()</c>.</summary>
internal static class HostSource
{
    public const string FileName = "ReferencedProviders.g.cs";

    public static string Write(EquatableArray<HostEntry> entries)
    {
        SourceBuilder source = GeneratedFile.Begin()
            .Open("namespace GaoDev")
            .Line("/// <summary>The providers of this application and of the assemblies that it references.</summary>")
            // A friend assembly has a class of this name of its own, and is not to see this one.
            .Line("[global::Microsoft.CodeAnalysis.Embedded]")
            .Line(GeneratedFile.Attribute)
            .Open("internal static class ReferencedProviders")
            .Line("/// <summary>Registers each of them, in order of name. Nothing is loaded by reflection.</summary>")
            .Open("public static global::GaoDev.Runtime.GaoDevBuilder AddReferencedProviders(this global::GaoDev.Runtime.GaoDevBuilder builder)");
        foreach (HostEntry entry in entries)
        {
            source.Line($"builder.AddProvider({CSharpLiteral.String(entry.Name)}, static () => new global::{Identifiers.EscapeQualified(entry.EntryType)}());");
        }

        return source
            .Line("return builder;")
            .Close()
            .Close()
            .Close()
            .Line()
            .Open("namespace Microsoft.CodeAnalysis")
            .Line("[global::Microsoft.CodeAnalysis.Embedded]")
            .Line("internal sealed partial class EmbeddedAttribute : global::System.Attribute")
            .Open()
            .Close()
            .Close()
            .ToString();
    }
}
