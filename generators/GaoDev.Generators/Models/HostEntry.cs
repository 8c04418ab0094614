namespace GaoDev.Generators.Models;

/// <summary>A provider that an application registers: its name and its entry type's full name.</summary>
internal sealed record HostEntry(string Name, string EntryType);
