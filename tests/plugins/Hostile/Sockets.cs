using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Fixtures.Hostile;

internal static class Sockets
{
    public static async Task<string> AttackAsync(string attack, string argument, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(2));
        switch (attack)
        {
            case "socket":
                // family,type,protocol
                int[] numbers = [.. argument.Split(',').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
                return Native.Result(Native.Socket(numbers[0], numbers[1], numbers[2]));
            case "dns":
                return $"done: {string.Join(' ', (await Dns.GetHostAddressesAsync(argument, limit.Token)).Select(address => address.ToString()))}";
            case "unix":
                using (Socket local = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
                {
                    await local.ConnectAsync(new UnixDomainSocketEndPoint(argument.Replace("\\0", "\0", StringComparison.Ordinal)), limit.Token);
                    return "done: connected";
                }

            default:
                IPEndPoint target = IPEndPoint.Parse(argument);
                using (Socket socket = attack == "tcp"
                    ? new(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
                    : new(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp))
                {
                    await socket.ConnectAsync(target, limit.Token);
                    await socket.SendAsync("hello"u8.ToArray(), limit.Token);
                    return "done: sent";
                }
        }
    }
}
