namespace GaoDev.Cli.Rendering.Json;

/// <summary>What the doctor found out about one layer; <c>ok</c> is null where it is of use and not needed.</summary>
internal sealed record FindingJson(string Layer, bool? Ok, string Found, string? Remedy);
