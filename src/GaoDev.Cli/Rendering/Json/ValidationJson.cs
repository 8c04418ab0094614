namespace GaoDev.Cli.Rendering.Json;

/// <summary>What a validation found, as <c>--json</c> shows it.</summary>
internal sealed record ValidationJson(string Name, bool Valid, IReadOnlyList<CheckJson> Checks);
