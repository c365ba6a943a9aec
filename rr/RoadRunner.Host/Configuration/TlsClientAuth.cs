namespace RoadRunner.Host.Configuration;

/// <summary>Whether the clients of an encrypted server show a certificate, <c>client_auth</c>.</summary>
public enum TlsClientAuth
{
    /// <summary>They are not asked.</summary>
    None,

    /// <summary>They are asked; one that shows none is served, one that shows a wrong one is not.</summary>
    Request,

    /// <summary>Only clients with a certificate of an authority of <c>client_ca</c> are served.</summary>
    Require,
}
