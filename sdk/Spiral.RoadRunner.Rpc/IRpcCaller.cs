using Spiral.Goridge.Rpc;

namespace Spiral.RoadRunner.Rpc;

/// <summary>What can call a method of the server. Typed clients need no more, so they run over a link, a restored connection or a test double.</summary>
/// <remarks>Implementations are thread-safe and never repeat a call.</remarks>
public interface IRpcCaller
{
    /// <summary>Gets how long a call may take when it says nothing else. A client whose method waits on the server adds that time.</summary>
    public TimeSpan CallTimeout { get; }

    /// <summary>Calls a method.</summary>
    /// <typeparam name="TRequest">The argument.</typeparam>
    /// <typeparam name="TReply">The result.</typeparam>
    /// <param name="method">Service and method, exact case: <c>rpc.Version</c>.</param>
    /// <param name="request">The argument; encoded before the method returns.</param>
    /// <param name="codec">Encodes the argument and decodes the result.</param>
    /// <param name="timeout">How long the call may take; null means <see cref="CallTimeout"/>.</param>
    /// <param name="cancellationToken">Gives the call up; once the frame is out, the server still carries it out.</param>
    /// <returns>The result. Await it once, as every <see cref="ValueTask{TResult}"/>.</returns>
    /// <exception cref="RpcException">The server answered with an error; the link is fine.</exception>
    /// <exception cref="RpcBodyException">The reply is not what the codec expects; the call was carried out.</exception>
    /// <exception cref="RpcLinkException">The call was not, or may not have been, carried out; the leaf says which.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public ValueTask<TReply> CallAsync<TRequest, TReply>(
        string method,
        TRequest request,
        IRpcCodec<TRequest, TReply> codec,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default);
}
