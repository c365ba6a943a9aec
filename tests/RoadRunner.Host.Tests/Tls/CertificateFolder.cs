using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RoadRunner.Host.Tests.Tls;

/// <summary>A folder with an authority, <c>ca.pem</c>, and the certificates that a test makes of it.</summary>
internal sealed class CertificateFolder : IDisposable
{
    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("rr-tls-");
    private readonly DateTimeOffset _from = TimeProvider.System.GetUtcNow().AddDays(-1);
    private readonly X509Certificate2 _authority;

    public CertificateFolder()
    {
        _authority = CreateAuthority("ca", issuer: null);
        File.WriteAllText(PathOf("ca.pem"), _authority.ExportCertificatePem());
    }

    public string Directory => _directory.FullName;

    /// <summary>Gets the certificate of the authority, without its key.</summary>
    public X509Certificate2 Root => X509CertificateLoader.LoadCertificate(_authority.RawData);

    public string PathOf(string file) => Path.Combine(Directory, file);

    /// <summary>Writes <c>NAME.pem</c> and <c>NAME.key</c>.</summary>
    /// <param name="name">The files, and the subject unless there is one.</param>
    /// <param name="subject">The common name.</param>
    /// <param name="password">Encrypts the key.</param>
    /// <param name="ownAuthority">Whether it comes from an authority that nobody knows.</param>
    /// <param name="intermediate">Whether there is a certificate between it and the authority, which is in the file too.</param>
    /// <returns>The certificate with its key.</returns>
    public X509Certificate2 Create(string name, string? subject = null, string? password = null, bool ownAuthority = false, bool intermediate = false)
    {
        using var between = ownAuthority ? CreateAuthority("stranger", issuer: null) : intermediate ? CreateAuthority("between", _authority) : null;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={subject ?? name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(between ?? _authority, _from, _from.AddDays(2), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(PathOf($"{name}.pem"), certificate.ExportCertificatePem() + "\n" + (intermediate ? between!.ExportCertificatePem() : ""));
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 1000);
        File.WriteAllText(PathOf($"{name}.key"), password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, parameters));
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Writes <c>NAME.pfx</c>.</summary>
    public void CreatePfx(string name, string password)
    {
        using var certificate = Create(name);
        File.WriteAllBytes(PathOf($"{name}.pfx"), certificate.Export(X509ContentType.Pkcs12, password));
    }

    /// <summary>Writes <c>NAME.pem</c> and <c>NAME.key</c> of a certificate that may agree on keys and not sign, which is of no use to a server.</summary>
    public void CreateWithoutSignature(string name)
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(new X500DistinguishedName($"CN={name}"), new PublicKey(key), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyAgreement, critical: true));
        using var certificate = request.Create(_authority, _from, _from.AddDays(2), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(PathOf($"{name}.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(PathOf($"{name}.key"), key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose()
    {
        _authority.Dispose();
        _directory.Delete(recursive: true);
    }

    private X509Certificate2 CreateAuthority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        if (issuer is null)
        {
            return request.CreateSelfSigned(_from, _from.AddDays(3));
        }

        using var certificate = request.Create(issuer, _from, _from.AddDays(2), RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }
}
