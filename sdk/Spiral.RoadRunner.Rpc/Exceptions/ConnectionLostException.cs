namespace Spiral.RoadRunner.Rpc;

/// <summary>The connection was lost before the reply came. The call may or may not have been carried out; the link does not repeat it.</summary>
public sealed class ConnectionLostException : RpcLinkException
{
    internal ConnectionLostException(string method, Exception reason)
        : base($"{method} was not answered: {reason.Message}", reason) => Method = method;

    /// <summary>Gets the method that was called.</summary>
    public string Method { get; }
}
