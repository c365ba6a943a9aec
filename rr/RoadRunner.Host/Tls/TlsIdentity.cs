using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Tls;

/// <summary>What a server shows to its clients, and what it wants to see of them. Immutable.</summary>
/// <remarks>Not disposed: connections that began with it may still be under way when it has been replaced.</remarks>
internal sealed class TlsIdentity
{
    private readonly TlsConfiguration _tls;
    private readonly SslStreamCertificateContext _context;
    private readonly X509Certificate2Collection? _authorities;

    private TlsIdentity(TlsConfiguration tls, SslStreamCertificateContext context, X509Certificate2Collection? authorities)
    {
        _tls = tls;
        _context = context;
        _authorities = authorities;
    }

    /// <summary>Gets the certificate.</summary>
    public X509Certificate2 Certificate => _context.TargetCertificate;

    /// <summary>Makes sense of the files.</summary>
    /// <exception cref="TlsFileException">One of them is not what it has to be.</exception>
    public static TlsIdentity Parse(TlsFiles files, TlsConfiguration tls)
    {
        var chain = files.Key is { } key ? TlsPem.Load(files.Certificate, key, files.Password) : LoadPkcs12(files.Certificate, files.Password);
        var own = chain.First(static certificate => certificate.HasPrivateKey);
        chain.Remove(own);

        return new TlsIdentity(tls, CreateContext(files.Certificate, own, chain), files.ClientAuthority is { } ca ? TlsPem.LoadAuthorities(ca) : null);
    }

    /// <summary>Makes the settings of one handshake.</summary>
    public SslServerAuthenticationOptions CreateOptions() => new()
    {
        ServerCertificateContext = _context,
        EnabledSslProtocols = _tls.MinVersion == TlsMinVersion.Tls13 ? SslProtocols.Tls13 : SslProtocols.Tls12 | SslProtocols.Tls13,
        ClientCertificateRequired = _tls.ClientAuth != TlsClientAuth.None,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        CertificateChainPolicy = CreatePolicy(),
        RemoteCertificateValidationCallback = IsClientWelcome,
    };

    private static SslStreamCertificateContext CreateContext(TlsFile file, X509Certificate2 own, X509Certificate2Collection chain)
    {
        try
        {
            // Nothing is downloaded: what clients need for the way to their authority stands in the file.
            return SslStreamCertificateContext.Create(own, chain, offline: true);
        }
        catch (Exception cause) when (cause is NotSupportedException or CryptographicException or ArgumentException)
        {
            throw file.Fault($"it is no certificate that a server can show: {cause.Message}", cause);
        }
    }

    private static X509Certificate2Collection LoadPkcs12(TlsFile file, string? password)
    {
        try
        {
            var certificates = X509CertificateLoader.LoadPkcs12Collection(file.Content, password);
            return certificates.Any(static certificate => certificate.HasPrivateKey) ? certificates : throw file.Fault("it has no certificate with a private key");
        }
        catch (CryptographicException cause)
        {
            throw file.Fault(cause.Message, cause);
        }
    }

    private X509ChainPolicy? CreatePolicy()
    {
        if (_authorities is null)
        {
            return null;
        }

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(_authorities);
        return policy;
    }

    private bool IsClientWelcome(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate is null ? _tls.ClientAuth != TlsClientAuth.Require : errors == SslPolicyErrors.None;
}
