using System.Globalization;
using System.Net;

namespace RoadRunner.Host.KeyValue;

/// <summary>Writes the address of a redis server as Go does, without the address family that .NET adds to names.</summary>
internal static class RedisAddressText
{
    public static string Of(EndPoint address) => address is DnsEndPoint name
        ? string.Create(CultureInfo.InvariantCulture, $"{name.Host}:{name.Port}")
        : address.ToString() ?? "";
}
