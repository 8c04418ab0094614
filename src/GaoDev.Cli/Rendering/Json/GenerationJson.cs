namespace GaoDev.Cli.Rendering.Json;

/// <summary>One generation and the change that followed it, as <c>--json</c> shows it.</summary>
internal sealed record GenerationJson(int Number, string ReplacedAt, IReadOnlyList<string>? Changes);
