namespace GaoDev.Cli.Rendering.Json;

/// <summary>What an update did or would do, as <c>--json</c> shows it.</summary>
internal sealed record UpdateResultJson(string Package, string From, string To, bool Changed, IReadOnlyList<PermissionJson> Asks);
