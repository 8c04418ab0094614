namespace GaoDev.Cli.Rendering.Json;

/// <summary>Something to know before a package is installed, as <c>--json</c> shows it.</summary>
internal sealed record NoticeJson(string Kind, string Package, string Text);
