using System.Net;

namespace RoadRunner.Host.Proxy;

/// <summary>A client of a unix socket somewhere else, by the path it has there.</summary>
internal sealed class UnixPathEndPoint(string path) : EndPoint
{
    /// <summary>Returns the path, or nothing for a client without one.</summary>
    public override string ToString() => path;
}
