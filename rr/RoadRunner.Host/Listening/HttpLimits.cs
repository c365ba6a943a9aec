using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RoadRunner.Host.Listening;

/// <summary>What a client of HTTP may cost. Requests are a line and some headers; nobody sends a body.</summary>
internal static class HttpLimits
{
    /// <summary>How many connections an endpoint has at once; one more is closed as soon as it comes.</summary>
    public const int MaxConnections = 128;

    private const int MaxRequestLineBytes = 4 * 1024;
    private const int MaxHeaderBytes = 16 * 1024;
    private const int MaxHeaders = 50;

    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Sets the limits; they mean nothing to connections without HTTP.</summary>
    public static void Apply(KestrelServerLimits limits)
    {
        limits.MaxRequestLineSize = MaxRequestLineBytes;
        limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        limits.MaxRequestHeaderCount = MaxHeaders;
        limits.MaxRequestBodySize = 0;
        limits.RequestHeadersTimeout = RequestTimeout;
        limits.KeepAliveTimeout = IdleTimeout;
    }
}
