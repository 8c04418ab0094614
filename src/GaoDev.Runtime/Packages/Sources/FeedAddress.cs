using NuGet.Configuration;

namespace GaoDev.Runtime.Packages.Sources;

/// <summary>How the address of a source is shown and recorded: never with what may be a credential.</summary>
internal static class FeedAddress
{
    /// <summary>The configured name, or the redacted address where the source has none of its own.</summary>
    public static string Display(PackageSource source) =>
        source.Name == source.Source ? Redact(source.Source) : source.Name;

    /// <summary>The address without user information, query and fragment.</summary>
    public static string Redact(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && !uri.IsFile
            ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : address;
}
