namespace GaoDev.Cli.Rendering.Json;

/// <summary>A failure, as <c>--json</c> shows it on standard error.</summary>
internal sealed record ErrorJson(string Code, string Message, string? Remedy, string? Plugin, int ExitCode);
