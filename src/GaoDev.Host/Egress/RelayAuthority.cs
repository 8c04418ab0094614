using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GaoDev.Plugins.Confinement;
using Microsoft.Win32.SafeHandles;

namespace GaoDev.Host.Egress;

/// <summary>
/// Issues the certificates by which the relay speaks for granted hosts inside this sandbox. The key is made for this
/// process, trusted in it alone, and ends with it. Safe for concurrent use.
/// </summary>
internal sealed class RelayAuthority
{
    private static readonly TimeSpan Slack = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly X509Certificate2 authority;
    private readonly Dictionary<string, X509Certificate2> issued = new(StringComparer.OrdinalIgnoreCase);

    private RelayAuthority(X509Certificate2 authority) => this.authority = authority;

    /// <summary>Makes one and writes its certificate where the process looks for authorities to trust.</summary>
    public static RelayAuthority Create()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=GaoDev sandbox relay", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        X509Certificate2 authority = request.CreateSelfSigned(DateTimeOffset.UtcNow - Slack, DateTimeOffset.UtcNow + (Slack * 30));
        using SafeFileHandle file = new(SandboxLayout.AuthorityDescriptor, ownsHandle: false);
        RandomAccess.Write(file, Encoding.ASCII.GetBytes(authority.ExportCertificatePem() + "\n"), fileOffset: 0);
        return new RelayAuthority(authority);
    }

    public X509Certificate2 Issue(string host)
    {
        lock (gate)
        {
            if (issued.TryGetValue(host, out X509Certificate2? known))
            {
                return known;
            }

            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new(new X500DistinguishedName("CN=relayed host"), key, HashAlgorithmName.SHA256);
            SubjectAlternativeNameBuilder names = new();
            if (IPAddress.TryParse(host, out IPAddress? address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }

            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
            using X509Certificate2 certificate = request.Create(authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(12));
            return issued[host] = certificate.CopyWithPrivateKey(key);
        }
    }
}
