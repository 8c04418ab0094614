using GaoDev.Runtime.Packages;

namespace GaoDev.Cli.Rendering.Json;

/// <summary>What is about to be installed and what it asks for, as <c>--json</c> shows it on standard error.</summary>
internal sealed record PreparedJson(
    string Event, string Package, string Version, string? Publisher, string Standing, IReadOnlyList<PermissionJson> Asks, IReadOnlyList<string> Undeclared, IReadOnlyList<NoticeJson> Notices)
{
    public static PreparedJson Of(PreparedInstallation prepared) => new(
        "prepared",
        prepared.PackageId,
        prepared.Version,
        prepared.Signature?.Publisher.Name,
        prepared.Standing.ToString().ToLowerInvariant(),
        [.. prepared.Providers.SelectMany(provider => provider.Metadata.Permissions).Distinct().Select(PermissionJson.Of)],
        prepared.FindUndeclared(),
        [.. prepared.Notices.Select(notice => new NoticeJson(notice.Kind, notice.Package, notice.Text))]);
}
