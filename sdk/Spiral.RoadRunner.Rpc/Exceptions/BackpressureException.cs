using System.Globalization;

namespace Spiral.RoadRunner.Rpc;

/// <summary>Too many calls are on their way. This one was refused at once; nothing was sent and nothing is queued.</summary>
public sealed class BackpressureException : RpcLinkException
{
    internal BackpressureException(string method, int limit)
        : base(string.Create(CultureInfo.InvariantCulture, $"{method} was not sent: {limit} calls are in flight, and the limit is {limit}."))
    {
        Method = method;
        Limit = limit;
    }

    /// <summary>Gets the method that was to be called.</summary>
    public string Method { get; }

    /// <summary>Gets the limit, <see cref="RpcLinkOptions.MaxInFlight"/>.</summary>
    public int Limit { get; }
}
