using Microsoft.CodeAnalysis;

namespace GaoDev.Generators.Tests.Pipeline;

/// <summary>Plugin assemblies really compiled, for a host project to reference.</summary>
internal static class ReferencedPlugin
{
    private const string RuntimeSource = """
        namespace GaoDev.Runtime;

        /// <summary>Records what is added.</summary>
        public sealed class GaoDevBuilder
        {
            /// <summary>What was added.</summary>
            public List<(string Name, Func<BaseProviderPlugin> Factory)> Added { get; } = [];

            /// <summary>Adds.</summary>
            public GaoDevBuilder AddProvider(string name, Func<BaseProviderPlugin> factory)
            {
                Added.Add((name, factory));
                return this;
            }
        }
        """;

    /// <summary>The part of GaoDev.Runtime that generated code calls, under its names. It records the calls.</summary>
    public static MetadataReference Runtime { get; } =
        MetadataReference.CreateFromImage(new TestProject("GaoDev.Runtime", new Dictionary<string, string>(), [], RuntimeSource).Emit());

    public static byte[] Image(string name, string className, string assemblyName) =>
        new TestProject(assemblyName, new Dictionary<string, string>(), [], TestProject.Provider(name, className)).Emit();

    public static PortableExecutableReference Reference(string name, string className, string assemblyName = "Referenced") =>
        MetadataReference.CreateFromImage(Image(name, className, assemblyName));
}
