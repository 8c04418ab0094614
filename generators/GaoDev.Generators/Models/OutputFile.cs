namespace GaoDev.Generators.Models;

/// <summary>A generated file and all that it is made from.</summary>
/// <param name="Plugins">The providers whose entry types are in it.</param>
/// <param name="Registered">In the file that an application has once: what <c>AddReferencedProviders()</c> registers.</param>
internal sealed record OutputFile(string Name, EquatableArray<PluginModel> Plugins, EquatableArray<HostEntry>? Registered);
