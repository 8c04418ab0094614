namespace GaoDev.Cli.Rendering.Json;

/// <summary>A bundle that was written, as <c>--json</c> shows it.</summary>
internal sealed record BundleJson(string File, InstallationJson Content);
