using System.Net;

namespace RoadRunner.Host.Tcp;

/// <summary>What a connection is known by.</summary>
/// <param name="Uuid">Its name.</param>
/// <param name="Server">The name of its server, in lower case.</param>
/// <param name="RemoteAddress">The client's address as it stands on the wire.</param>
internal sealed record ConnectionIdentity(string Uuid, string Server, string RemoteAddress)
{
    /// <summary>Names a new connection.</summary>
    public static ConnectionIdentity Create(string server, EndPoint? remote) => new(Guid.NewGuid().ToString("D"), server, Format(remote));

    /// <summary>Writes an address as workers are told it.</summary>
    public static string Format(EndPoint? endPoint) => endPoint switch
    {
        IPEndPoint { Address.IsIPv4MappedToIPv6: true } ip => new IPEndPoint(ip.Address.MapToIPv4(), ip.Port).ToString(),
        IPEndPoint ip => ip.ToString(),
        _ => endPoint?.ToString() is { Length: > 0 } path ? path : "@",
    };
}
