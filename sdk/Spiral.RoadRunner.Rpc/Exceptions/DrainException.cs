namespace Spiral.RoadRunner.Rpc;

/// <summary>The link is being closed: accepted calls may still settle, new ones are refused. Nothing was sent.</summary>
public sealed class DrainException : RpcLinkException
{
    internal DrainException(string method)
        : base($"{method} was not sent: the link is draining and takes no new calls.") => Method = method;

    /// <summary>Gets the method that was to be called.</summary>
    public string Method { get; }
}
