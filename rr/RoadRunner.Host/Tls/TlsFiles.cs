using System.Security.Cryptography;
using System.Text;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Tls;

/// <summary>All files of a server's certificate, read at one time.</summary>
/// <param name="Certificate">PEM, or PKCS#12 when there is no <paramref name="Key"/>.</param>
/// <param name="Key">The private key in PEM, which may be the same file; null with PKCS#12.</param>
/// <param name="ClientAuthority">The authorities of clients in PEM; null for none.</param>
/// <param name="Password">The password of the key; null for none.</param>
internal sealed record TlsFiles(TlsFile Certificate, TlsFile? Key, TlsFile? ClientAuthority, string? Password)
{
    /// <summary>Reads the files.</summary>
    /// <param name="tls">Where they are.</param>
    /// <param name="directory">Where relative paths start from.</param>
    /// <exception cref="TlsFileException">One of them cannot be read.</exception>
    public static TlsFiles Read(TlsConfiguration tls, string directory)
    {
        var certificate = tls.Pfx is { } pfx ? Open("pfx", pfx) : Open("cert", tls.Certificate!);
        var key = tls.Pfx is not null ? null : tls.Key is { } path ? Open("key", path) : certificate;
        var authority = tls is { ClientAuth: not TlsClientAuth.None, ClientAuthority: { } ca } ? Open("client_ca", ca) : null;
        var password = tls.PasswordFile is { } file ? Open("password_file", file).Text.Split('\r', '\n')[0] : tls.Password;
        return new TlsFiles(certificate, key, authority, password);

        TlsFile Open(string name, string relative) => TlsFile.Read(name, Path.GetFullPath(relative, directory));
    }

    /// <summary>Returns a number of the contents, the same for as long as they are.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var content in new[] { Certificate.Content, Key?.Content, ClientAuthority?.Content, Encoding.UTF8.GetBytes(Password ?? "") })
        {
            hash.AppendData(BitConverter.GetBytes(content?.Length ?? -1));
            hash.AppendData(content ?? []);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
