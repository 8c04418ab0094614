namespace GaoDev.Cli.Rendering.Json;

/// <summary>What re-hashing an installed plugin found, as <c>--json</c> shows it.</summary>
internal sealed record VerificationJson(string Package, string Version, int Files, bool Intact, string? Problem);
