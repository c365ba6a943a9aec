using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.KeyValue;

/// <summary>The certificates of an encrypted connection to redis, read once at start so that a wrong file is found there.</summary>
internal sealed class RedisTls : IDisposable
{
    private readonly X509Certificate2? _own;
    private readonly X509Certificate2Collection? _authorities;

    private RedisTls(X509Certificate2? own, X509Certificate2Collection? authorities)
    {
        _own = own;
        _authorities = authorities;
    }

    /// <summary>Gets whether there is a certificate to show to redis.</summary>
    public bool HasOwnCertificate => _own is not null;

    /// <summary>Gets whether the last certificate that redis showed was not to be trusted; to StackExchange.Redis that is as a wrong password.</summary>
    public bool RedisIsNotTrusted { get; private set; }

    /// <summary>Reads the files.</summary>
    /// <param name="configuration">Where they are.</param>
    /// <param name="directory">Where relative paths start from.</param>
    /// <param name="origin">The section in the configuration file, for the error.</param>
    /// <exception cref="KeyValueStartException">A file is missing or is not what it has to be.</exception>
    public static RedisTls Load(RedisTlsConfiguration configuration, string directory, string origin)
    {
        try
        {
            X509Certificate2? own = null;
            if (configuration is { Certificate: { } certificate, Key: { } key })
            {
                using var pair = X509Certificate2.CreateFromPemFile(Path.Combine(directory, certificate), Path.Combine(directory, key));

                // On Windows the key of a PEM file cannot be used for TLS before it went through PKCS#12.
                own = X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), password: null);
            }

            X509Certificate2Collection? authorities = null;
            if (configuration.RootAuthority is { } root)
            {
                authorities = [];
                authorities.ImportFromPemFile(Path.Combine(directory, root));
                if (authorities.Count == 0)
                {
                    throw new CryptographicException($"{root} has no certificate in PEM form");
                }
            }

            return new RedisTls(own, authorities);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new KeyValueStartException($"{origin}: the certificates cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Chooses the certificate that is shown to redis.</summary>
    public X509Certificate Select(object sender, string host, X509CertificateCollection local, X509Certificate? remote, string[] issuers) => _own!;

    /// <summary>Decides whether the certificate of redis is to be trusted.</summary>
    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var trusted = IsTrusted(certificate, chain, errors);
        RedisIsNotTrusted = !trusted;
        return trusted;
    }

    public void Dispose() => _own?.Dispose();

    private bool IsTrusted(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (_authorities is null || certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return errors == SslPolicyErrors.None;
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (chain is not null)
        {
            // What redis sent along: the certificates between its own and the authority.
            own.ChainPolicy.ExtraStore.AddRange(chain.ChainElements.Select(element => element.Certificate).ToArray());
        }

        using var checkedCertificate = new X509Certificate2(certificate);
        return own.Build(checkedCertificate);
    }
}
