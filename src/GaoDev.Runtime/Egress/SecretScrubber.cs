namespace GaoDev.Runtime.Egress;

/// <summary>
/// Blots secrets out of an answer's body as it streams by, so that a server that repeats what it was sent gives nothing
/// away. Holds back only what may be the beginning of a secret. For one stream.
/// </summary>
internal sealed class SecretScrubber(IReadOnlyList<byte[]> secrets)
{
    private const byte Blot = (byte)'*';

    private byte[] held = [];

    /// <summary>What may be passed on of what has come so far.</summary>
    public ReadOnlyMemory<byte> Pass(ReadOnlyMemory<byte> piece, bool isLast)
    {
        if (secrets.Count == 0)
        {
            return piece;
        }

        byte[] all = held.Length == 0 ? piece.ToArray() : [.. held, .. piece.Span];
        foreach (byte[] secret in secrets)
        {
            for (int at; (at = all.AsSpan().IndexOf(secret)) >= 0;)
            {
                all.AsSpan(at, secret.Length).Fill(Blot);
            }
        }

        int keep = isLast ? 0 : secrets.Max(secret => Beginning(all, secret));
        held = all[^keep..];
        return all.AsMemory(0, all.Length - keep);
    }

    // How much of the end may be the beginning of the secret.
    private static int Beginning(ReadOnlySpan<byte> text, ReadOnlySpan<byte> secret)
    {
        for (int length = Math.Min(text.Length, secret.Length - 1); length > 0; length--)
        {
            if (text[^length..].SequenceEqual(secret[..length]))
            {
                return length;
            }
        }

        return 0;
    }
}
