namespace GaoDev.Generators.Models;

/// <summary>A generated file and the providers that it registers.</summary>
internal sealed record PluginFile(string Name, EquatableArray<PluginModel> Plugins);
