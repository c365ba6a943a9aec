namespace Spiral.Goridge.Rpc;

/// <summary>The peer answered a call with an error. The connection is fine; only this call failed.</summary>
public sealed class RpcException : GoridgeException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="method">The method that was called.</param>
    /// <param name="text">What the peer said.</param>
    public RpcException(string method, string text)
        : base($"{method} failed: {text}")
    {
        Method = method;
        Text = text;
    }

    /// <summary>Gets the method that was called, such as <c>kv.Set</c>.</summary>
    public string Method { get; }

    /// <summary>
    /// Gets the text of the peer as it came. Go RoadRunner joins the levels of an error with <c>:\n\t</c>, outermost operation first;
    /// look for a part of it, not for the whole.
    /// </summary>
    public string Text { get; }
}
