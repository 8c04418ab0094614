namespace GaoDev.Plugins.Permissions;

/// <summary>A declared host, as <c>[NetworkAccess]</c> writes it: <c>name[:port]</c>, <c>*.name[:port]</c> or <c>{option}</c>.</summary>
internal sealed record HostPattern(string Host, int Port, string? Option)
{
    private const int Https = 443;

    /// <summary>The pattern, or null where the text is none.</summary>
    public static HostPattern? Parse(string text)
    {
        if (text.Length > 2 && text[0] == '{' && text[text.Length - 1] == '}')
        {
            string option = text.Substring(1, text.Length - 2);
            return option.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_') ? new("", 0, option) : null;
        }

        string host = text, port = "";
        int colon = text.LastIndexOf(':');
        if (colon >= 0 && text[text.Length - 1] != ']')
        {
            (host, port) = (text.Substring(0, colon), text.Substring(colon + 1));
        }

        int number = Https;
        if (colon >= 0 && port.Length > 0 && (!port.All(static c => c is >= '0' and <= '9') || port.Length > 5 || (number = int.Parse(port, System.Globalization.CultureInfo.InvariantCulture)) is 0 or > 65535))
        {
            return null;
        }

        string name = host.StartsWith("*.", StringComparison.Ordinal) ? host.Substring(2) : host;
        return (colon >= 0 && port.Length == 0 && host.Length < text.Length) || name.Length == 0 || name.Contains('*') || name.Contains('/') || Uri.CheckHostName(name) == UriHostNameType.Unknown
            ? null
            : new(host.ToLowerInvariant(), number, null);
    }

    /// <summary>Whether an address is at a host that the pattern names; false for <c>{option}</c>.</summary>
    public bool Allows(Uri address)
    {
        if (Option is not null)
        {
            return false;
        }

        string host = address.IdnHost.ToLowerInvariant().Trim('[', ']');
        string own = Host.Trim('[', ']');
        bool same = Host.StartsWith("*.", StringComparison.Ordinal)
            ? host.Length > own.Length - 1 && host.EndsWith(own.Substring(1), StringComparison.Ordinal)
            : host == own;
        return same && (address.Port == Port || (Port == Https && address.IsDefaultPort));
    }
}
