using GaoDev.Plugins.Permissions;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Permissions;

/// <summary>A guarded API that a piece of source names.</summary>
/// <param name="Api">The row of the table.</param>
/// <param name="Name">How to call it in a message.</param>
/// <param name="Location">Where to show it.</param>
/// <param name="Value">The host, variable or command that the call gives as a constant, or null.</param>
internal sealed record ApiUse(GuardedApi Api, string Name, Location Location, string? Value);
