using System.Net;
using System.Net.Sockets;
using GaoDev.Plugins.Diagnostics;
using NuGet.Protocol.Core.Types;

namespace GaoDev.Runtime.Packages.Sources;

/// <summary>Says what is wrong with a feed, in one sentence and without what NuGet's messages may carry of an address.</summary>
internal static class FeedErrors
{
    private const string Remedy = "Check the address and the network, or name another source with --source.";

    public static PluginException From(PackageFeed feed, Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            string? what = cause switch
            {
                HttpRequestException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } =>
                    "refuses access; its credentials belong into nuget.config",
                HttpRequestException { StatusCode: { } status } => $"answered {(int)status}",
                SocketException socket => $"does not answer ({Describe(socket.SocketErrorCode)})",
                TimeoutException or TaskCanceledException => "did not answer in time",
                DirectoryNotFoundException => "does not exist",
                _ => null,
            };
            if (what is not null)
            {
                return Unreachable(feed, what, failure);
            }
        }

        return feed.Source.IsLocal && failure is FatalProtocolException && !Directory.Exists(feed.Source.Source)
            ? Unreachable(feed, "does not exist", failure)
            : NotAFeed(feed, failure);
    }

    public static PluginException Silent(PackageFeed feed, TimeSpan patience, Exception cause) =>
        Unreachable(feed, $"was silent for {patience.TotalSeconds:0.##} seconds", cause);

    public static PluginException NotAFeed(PackageFeed feed, Exception? cause) =>
        Unreachable(feed, "does not answer as a NuGet source does", cause);

    public static PluginException NotDelivered(PackageFeed feed, string package, string? log) =>
        Unreachable(feed, $"lists {package} and does not deliver it", log is null ? null : new IOException(log));

    public static PluginException Insecure(string name) => new(
        PluginErrorCode.FeedInsecure,
        $"Source '{name}' is plain http, so what it sends can be changed on the way.",
        "Use https, or set allowInsecureConnections=\"true\" on that source in nuget.config.",
        name);

    private static PluginException Unreachable(PackageFeed feed, string what, Exception? cause) =>
        new(PluginErrorCode.FeedUnreachable, $"Source '{feed.Name}' {what}.", Remedy, feed.Name, cause);

    private static string Describe(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "host not found",
        SocketError.TimedOut => "timed out",
        SocketError.ConnectionReset => "connection reset",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "unreachable",
        _ => error.ToString(),
    };
}
