using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RoadRunner.Host.Tls;

/// <summary>Reads certificates and keys in PEM, and says which file is at fault.</summary>
internal static class TlsPem
{
    /// <summary>Reads a certificate, its key, and the certificates behind it.</summary>
    /// <exception cref="TlsFileException">A file is not what it has to be, or the two do not fit.</exception>
    public static X509Certificate2Collection Load(TlsFile certificate, TlsFile key, string? password)
    {
        var chain = LoadAuthorities(certificate);
        using var pair = Join(certificate, key, password);

        // On Windows the key of a PEM file cannot be used for TLS before it went through PKCS#12.
        chain[0].Dispose();
        chain[0] = X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), password: null);
        return chain;
    }

    /// <summary>Reads all certificates of a file.</summary>
    /// <exception cref="TlsFileException">There are none.</exception>
    public static X509Certificate2Collection LoadAuthorities(TlsFile file)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(file.Text);
        }
        catch (CryptographicException cause)
        {
            throw file.Fault(cause.Message, cause);
        }

        return certificates.Count > 0 ? certificates : throw file.Fault("it has no certificate in PEM form");
    }

    private static X509Certificate2 Join(TlsFile certificate, TlsFile key, string? password)
    {
        var text = key.Text;
        if (!text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw key.Fault("it has no private key in PEM form");
        }

        var isEncrypted = text.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);
        if (isEncrypted && password is null)
        {
            throw key.Fault("its private key is encrypted, and there is no password");
        }

        try
        {
            return isEncrypted ? X509Certificate2.CreateFromEncryptedPem(certificate.Text, text, password) : X509Certificate2.CreateFromPem(certificate.Text, text);
        }
        catch (Exception cause) when (cause is CryptographicException or ArgumentException)
        {
            throw key.Fault($"it is no key of the certificate {certificate.Path}: {cause.Message}", cause);
        }
    }
}
