using System.Globalization;

namespace Spiral.RoadRunner.Rpc;

/// <summary>No reply came in time. The call may still be carried out; its late reply is dropped and the link goes on.</summary>
public sealed class CommandTimeoutException : RpcLinkException
{
    internal CommandTimeoutException(string method, TimeSpan timeout, Exception cause)
        : base(string.Create(CultureInfo.InvariantCulture, $"{method} was not answered within {timeout.TotalSeconds} s."), cause)
    {
        Method = method;
        Timeout = timeout;
    }

    /// <summary>Gets the method that was called.</summary>
    public string Method { get; }

    /// <summary>Gets how long the call was allowed to take.</summary>
    public TimeSpan Timeout { get; }
}
