using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Lock;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Packaging.Signing;

namespace GaoDev.Runtime.Trust;

/// <summary>
/// Verifies package signatures as nuget.config says, on every system. A signature that is there must hold: the content
/// is what was signed. Who signed it is for a person to judge, unless <c>signatureValidationMode</c> is <c>require</c>.
/// Thread-safe.
/// </summary>
internal sealed class SignatureVerification
{
    private const string RevocationVariable = "NUGET_CERT_REVOCATION_MODE";

    private readonly bool _isRequired;
    private readonly SignedPackageVerifierSettings _settings;
    private readonly PackageSignatureVerifier _content;
    private readonly PackageSignatureVerifier _signer;

    /// <exception cref="PluginException">The trusted signers of nuget.config are not valid.</exception>
    public SignatureVerification(ISettings settings)
    {
        ClientPolicyContext policy;
        try
        {
            policy = ClientPolicyContext.GetClientPolicy(settings, NullLogger.Instance);
        }
        catch (Exception invalid) when (invalid is NuGetConfigurationException or ArgumentException or FormatException)
        {
            throw new PluginException(PluginErrorCode.ConfigurationInvalid, $"The trusted signers of a nuget.config are not valid: {invalid.Message}", "Correct the file.", null, invalid);
        }

        _isRequired = policy.Policy == SignatureValidationMode.Require;
        _settings = Settings(_isRequired);
        IReadOnlyCollection<TrustedSignerAllowListEntry> trusted = policy.AllowList ?? [];
        _content = new PackageSignatureVerifier([new IntegrityVerificationProvider(), new AllowListVerificationProvider(trusted, requireNonEmptyAllowList: _isRequired)]);
        _signer = new PackageSignatureVerifier(
        [
            new SignatureTrustAndValidityVerificationProvider(trusted
                .Where(entry => entry.AllowUntrustedRoot)
                .Select(entry => new KeyValuePair<string, NuGet.Common.HashAlgorithmName>(entry.Fingerprint, entry.FingerprintAlgorithm))),
        ]);
    }

    /// <summary>Verifies a package file.</summary>
    /// <returns>The signature, or null where nobody signed the package.</returns>
    /// <exception cref="PluginException">The signature does not hold, or there is none and nuget.config requires one.</exception>
    public async Task<PackageSignature?> VerifyAsync(string path, string package, CancellationToken cancellationToken)
    {
        try
        {
            using SignedPackage reader = SignedPackage.Open(path);
            if (!await reader.IsSignedAsync(cancellationToken))
            {
                return _isRequired ? throw Refused(package, "is not signed, and nuget.config requires that packages are") : null;
            }

            VerifySignaturesResult content = await _content.VerifySignaturesAsync(reader, _settings, cancellationToken);
            await MachineCertificates.Reading;
            VerifySignaturesResult signer = await _signer.VerifySignaturesAsync(reader, _settings, cancellationToken);
            PrimarySignature? signature = await reader.GetPrimarySignatureAsync(cancellationToken);
            SignatureLog[] issues = [.. content.Results.Concat(signer.Results).SelectMany(part => part.Issues)];
            return signature is null ? throw Refused(package, "has a signature that cannot be read") : content.IsValid && signer.IsValid ? Describe(signature, issues) : throw Refused(package, Fault(signature, issues));
        }
        catch (Exception invalid) when (invalid is SignatureException or CryptographicException or InvalidDataException or PackagingException or ArgumentException or IOException or OverflowException)
        {
            throw Refused(package, "has a signature that cannot be read", invalid);
        }
    }

    // NuGet's accept mode lets a broken signature pass as if there were none. Here it does not.
    private static SignedPackageVerifierSettings Settings(bool isRequired) => new(
        allowUnsigned: !isRequired,
        allowIllegal: false,
        allowUntrusted: !isRequired,
        allowIgnoreTimestamp: !isRequired,
        allowMultipleTimestamps: true,
        allowNoTimestamp: true,
        allowUnknownRevocation: true,
        reportUnknownRevocation: isRequired,
        VerificationTarget.All,
        SignaturePlacement.Any,
        SignatureVerificationBehavior.IfExistsAndIsNecessary,
        Revocation(isRequired));

    // Whether a certificate was revoked is asked over the network, of servers that are neither the feed nor ours, so it
    // takes somebody who wants it.
    private static RevocationMode Revocation(bool isRequired) =>
        Environment.GetEnvironmentVariable(RevocationVariable)?.ToLowerInvariant() switch
        {
            "online" => RevocationMode.Online,
            "offline" => RevocationMode.Offline,
            _ => isRequired ? RevocationMode.Online : RevocationMode.Offline,
        };

    private static PackageSignature Describe(PrimarySignature signature, SignatureLog[] issues)
    {
        X509Certificate2 certificate = signature.SignerInfo.Certificate!;
        string fingerprint = Convert.ToHexStringLower(certificate.GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256));
        string kind = signature.Type == SignatureType.Repository ? PackageSigner.Repository : PackageSigner.Author;
        return new PackageSignature(
            new PackageSigner(kind, certificate.Subject, fingerprint),
            certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
            issues.All(issue => issue.Level < LogLevel.Warning),
            signature.Timestamps.Count > 0 ? signature.Timestamps[0].GeneralizedTime : null,
            (signature as RepositoryPrimarySignature)?.PackageOwners ?? []);
    }

    private static string Fault(PrimarySignature signature, SignatureLog[] issues)
    {
        string who = signature.SignerInfo.Certificate?.GetNameInfo(X509NameType.SimpleName, forIssuer: false) ?? "its publisher";
        NuGetLogCode[] codes = [.. issues.Where(issue => issue.Level == LogLevel.Error).Select(issue => issue.Code).Distinct()];
        return codes.Contains(NuGetLogCode.NU3008) ? $"was changed after {who} signed it"
            : codes.Contains(NuGetLogCode.NU3017) ? $"is signed by {who} with a certificate that is not valid yet, going by this machine's clock"
            : $"has a signature of {who} that is not valid ({string.Join(", ", codes)})";
    }

    private static PluginException Refused(string package, string what, Exception? cause = null) => new(
        PluginErrorCode.SignatureInvalid,
        $"{package} {what}. Nothing was installed.",
        "Get the package again, from a source that you trust.",
        package,
        cause);
}
