namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads the section <c>tls</c> of a server. The files are not looked at.</summary>
internal static class TlsReader
{
    private const string AuthKey = "client_auth";
    private const string AuthorityKey = "client_ca";

    /// <summary>Reads the section; null when the file does not have it.</summary>
    public static TlsConfiguration? Read(ConfigurationSection section)
    {
        var authority = section.Text(AuthorityKey);
        var auth = section.Choice<TlsClientAuth>(
            AuthKey, ("none", TlsClientAuth.None), ("request", TlsClientAuth.Request), ("require", TlsClientAuth.Require));
        var tls = new TlsConfiguration
        {
            Certificate = section.Text("cert"),
            Key = section.Text("key"),
            Pfx = section.Text("pfx"),
            Password = section.Secret("password"),
            PasswordFile = section.Text("password_file"),
            ClientAuthority = authority,
            ClientAuth = auth ?? (authority is null ? TlsClientAuth.None : TlsClientAuth.Require),
            MinVersion = section.Choice<TlsMinVersion>("min_version", ("1.2", TlsMinVersion.Tls12), ("1.3", TlsMinVersion.Tls13)) ?? TlsMinVersion.Tls12,
            HandshakeTimeout = section.Duration("handshake_timeout", ConfigurationDefaults.HandshakeTimeout),
            Place = section.Place,
        };
        if (!section.Exists)
        {
            return null;
        }

        Check(section, tls);
        return tls;
    }

    private static void Check(ConfigurationSection section, TlsConfiguration tls)
    {
        if (tls.Fault is { } fault)
        {
            section.Error(fault.Key, fault.Message);
        }

        if (tls is { ClientAuth: TlsClientAuth.None, ClientAuthority: not null })
        {
            section.Context.Warn(section.PathOf(AuthorityKey), section.PlaceOf(AuthorityKey), "has no effect with client_auth none");
        }
    }
}
