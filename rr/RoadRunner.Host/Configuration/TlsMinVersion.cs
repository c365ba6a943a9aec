namespace RoadRunner.Host.Configuration;

/// <summary>The oldest version of TLS that a server speaks, <c>min_version</c>.</summary>
public enum TlsMinVersion
{
    /// <summary>1.2 and 1.3.</summary>
    Tls12,

    /// <summary>1.3 only.</summary>
    Tls13,
}
