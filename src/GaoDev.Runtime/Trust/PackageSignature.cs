using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Runtime.Trust;

/// <summary>A package's signature after it was verified: the content is what was signed. Immutable.</summary>
/// <param name="Signer">Who signed it.</param>
/// <param name="Name">The certificate's name, as a person reads it.</param>
/// <param name="IsTrusted">Whether an authority that this machine trusts vouches for the certificate.</param>
/// <param name="SignedAt">When, as a timestamping authority says, or null where none does.</param>
/// <param name="Owners">Who owns the package at the feed that signed it; empty where the author signed.</param>
internal sealed record PackageSignature(PackageSigner Signer, string Name, bool IsTrusted, DateTimeOffset? SignedAt, IReadOnlyList<string> Owners)
{
    /// <summary>Whose package it is: the author's certificate, or who owns it at the feed that signed it.</summary>
    public Publisher Publisher => Signer.Kind == PackageSigner.Author
        ? new Publisher($"author {Signer.Fingerprint}", Name)
        : new Publisher($"repository {Signer.Subject} {string.Join(' ', Owners.Order(StringComparer.Ordinal))}", Owners.Count == 0 ? Name : $"{string.Join(", ", Owners)} at {Name}");
}
