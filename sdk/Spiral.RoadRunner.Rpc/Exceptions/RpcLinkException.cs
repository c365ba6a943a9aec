namespace Spiral.RoadRunner.Rpc;

/// <summary>The base of what the link itself says about a call: it was not carried out, or nobody knows.</summary>
/// <remarks>
/// Errors that the server answered stay <see cref="Spiral.Goridge.Rpc.RpcException"/>. Catch the leaves by what you do next:
/// <see cref="NotConnectedException"/>, <see cref="BackpressureException"/> and <see cref="DrainException"/> mean that nothing was sent;
/// <see cref="ConnectionLostException"/> and <see cref="CommandTimeoutException"/> that the server may have done it;
/// <see cref="LinkClosedException"/> that this link will never work again.
/// </remarks>
public abstract class RpcLinkException : Exception
{
    private protected RpcLinkException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
