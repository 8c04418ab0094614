using System.Net;

namespace GaoDev.Host.Egress;

/// <summary>
/// The default proxy of the process, for clients that are not made from the context: every address goes to the relay,
/// which starts when it is first asked for.
/// </summary>
internal sealed class RelayProxy(Lazy<Relay> relay) : IWebProxy
{
    public ICredentials? Credentials { get; set; }

    public Uri? GetProxy(Uri destination) => relay.Value.Address;

    public bool IsBypassed(Uri host) => false;
}
