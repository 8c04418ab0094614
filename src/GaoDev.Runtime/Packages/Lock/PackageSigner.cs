namespace GaoDev.Runtime.Packages.Lock;

/// <summary>Who signed a package. Immutable.</summary>
/// <param name="Kind"><c>author</c>, or <c>repository</c> where the feed signed it.</param>
/// <param name="Subject">The certificate's subject.</param>
/// <param name="Fingerprint">The certificate's SHA-256, in lower-case hexadecimal.</param>
internal sealed record PackageSigner(string Kind, string Subject, string Fingerprint)
{
    public const string Author = "author";
    public const string Repository = "repository";
}
