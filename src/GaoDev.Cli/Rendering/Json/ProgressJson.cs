namespace GaoDev.Cli.Rendering.Json;

/// <summary>One step of a restore, as <c>--json</c> shows it on standard error, a line each.</summary>
internal sealed record ProgressJson(string Event, string Package, long Bytes);
