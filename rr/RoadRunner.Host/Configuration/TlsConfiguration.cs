namespace RoadRunner.Host.Configuration;

/// <summary>The encryption of one server, <c>host.servers.NAME.tls</c>. Relative paths start from <see cref="RrConfiguration.WorkingDirectory"/>.</summary>
/// <remarks>
/// The files are read at the start and again when they change; new connections then get the new certificate. Only connections of
/// the server's listener are encrypted. A class and not a record: nothing prints it, so the password does not end up in a log.
/// </remarks>
public sealed class TlsConfiguration
{
    /// <summary>Gets the PEM file with the certificate and, behind it, those between it and its authority, <c>cert</c>.</summary>
    /// <value>Null when there is a <see cref="Pfx"/>; exactly one of the two is set.</value>
    public string? Certificate { get; init; }

    /// <summary>Gets the PEM file with the private key, <c>key</c>.</summary>
    /// <value>Default: null, it is in the file of the certificate.</value>
    public string? Key { get; init; }

    /// <summary>Gets the PKCS#12 file with certificate and private key, <c>pfx</c>.</summary>
    /// <value>Null when there is a <see cref="Certificate"/>.</value>
    public string? Pfx { get; init; }

    /// <summary>Gets the password of the private key or of the PKCS#12 file, <c>password</c>.</summary>
    /// <value>Default: null, none. Never part of a message of this host.</value>
    public string? Password { get; init; }

    /// <summary>Gets the file whose first line is the password, <c>password_file</c>.</summary>
    /// <value>Default: null. Not together with <see cref="Password"/>.</value>
    public string? PasswordFile { get; init; }

    /// <summary>Gets the PEM file with the authorities that clients' certificates have to come from, <c>client_ca</c>.</summary>
    /// <value>Null when clients are not asked.</value>
    public string? ClientAuthority { get; init; }

    /// <summary>Gets whether clients show a certificate, <c>client_auth</c>.</summary>
    /// <value>Default: <see cref="TlsClientAuth.Require"/> with a <see cref="ClientAuthority"/>, otherwise <see cref="TlsClientAuth.None"/>.</value>
    public TlsClientAuth ClientAuth { get; init; }

    /// <summary>Gets the oldest version of TLS that is spoken, <c>min_version</c>.</summary>
    /// <value>Default: 1.2.</value>
    public TlsMinVersion MinVersion { get; init; }

    /// <summary>Gets how long a client may take to agree on the encryption, <c>handshake_timeout</c>.</summary>
    /// <value>Default: 10 s.</value>
    public TimeSpan HandshakeTimeout { get; init; } = ConfigurationDefaults.HandshakeTimeout;

    /// <summary>Gets where the section stands; nowhere when there is no file.</summary>
    public ConfigurationPlace Place { get; init; }

    /// <summary>Gets what is wrong with the keys beside each other: the key concerned and the message; null when nothing is.</summary>
    internal (string Key, string Message)? Fault => this switch
    {
        { Certificate: null, Pfx: null } => ("cert", "is missing; a server with tls needs cert (and key), or pfx"),
        { Certificate: not null, Pfx: not null } => ("pfx", "and cert exclude each other"),
        { Pfx: not null, Key: not null } => ("key", "belongs to cert; a pfx has its key inside"),
        { Password: not null, PasswordFile: not null } => ("password_file", "and password exclude each other"),
        { ClientAuth: not TlsClientAuth.None, ClientAuthority: null } => ("client_auth", "needs client_ca, the authorities that are trusted"),
        _ => null,
    };
}
