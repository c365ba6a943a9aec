namespace Spiral.RoadRunner.Rpc;

/// <summary>There is no connection now: not yet, or it was lost and is being made again. Nothing was sent and nothing is queued.</summary>
public sealed class NotConnectedException : RpcLinkException
{
    internal NotConnectedException(string method, RpcLinkState state, Exception? lastError)
        : base($"{method} was not sent: the link is {state}.{(lastError is null ? "" : " Last error: " + lastError.Message)}", lastError)
    {
        Method = method;
        State = state;
    }

    /// <summary>Gets the method that was to be called.</summary>
    public string Method { get; }

    /// <summary>Gets the state of the link at that moment; <see cref="RpcLinkState.Reconnecting"/> is worth another try.</summary>
    public RpcLinkState State { get; }
}
