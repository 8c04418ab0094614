namespace GaoDev.Cli.Rendering.Json;

/// <summary>What a rollback changed, and what is installed now, as <c>--json</c> shows it.</summary>
internal sealed record RollbackJson(IReadOnlyList<string> Changes, IReadOnlyList<InstallationJson> Installed);
