namespace GaoDev.Cli.Rendering.Json;

/// <summary>One check of a validation, as <c>--json</c> shows it.</summary>
internal sealed record CheckJson(string Name, bool Passed, string Detail, IReadOnlyList<string>? Notes);
