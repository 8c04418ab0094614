namespace GaoDev.Cli.Rendering.Json;

/// <summary>One package of a closure, as <c>--json</c> shows it.</summary>
internal sealed record PackageJson(string Id, string Version, string Sha512, string Source);
