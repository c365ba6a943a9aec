namespace Spiral.Goridge.Rpc;

/// <summary>The call was carried out, but its reply is not what the codec expects. The connection is fine.</summary>
public sealed class RpcBodyException : GoridgeException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="method">The method that was called.</param>
    /// <param name="reason">What is wrong with the reply.</param>
    /// <param name="innerException">The exception of the codec, if there was one.</param>
    public RpcBodyException(string method, string reason, Exception? innerException = null)
        : base($"The reply of {method} cannot be read: {reason}", innerException) => Method = method;

    /// <summary>Gets the method that was called.</summary>
    public string Method { get; }
}
