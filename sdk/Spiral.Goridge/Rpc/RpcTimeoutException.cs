using System.Globalization;

namespace Spiral.Goridge.Rpc;

/// <summary>No reply came in time. The call may still be carried out; the connection is fine and drops the late reply.</summary>
public sealed class RpcTimeoutException : GoridgeException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="method">The method that was called.</param>
    /// <param name="timeout">How long the caller waited.</param>
    public RpcTimeoutException(string method, TimeSpan timeout)
        : base(string.Create(CultureInfo.InvariantCulture, $"{method} was not answered within {timeout.TotalSeconds} s"))
    {
        Method = method;
        Timeout = timeout;
    }

    /// <summary>Gets the method that was called.</summary>
    public string Method { get; }

    /// <summary>Gets how long the caller waited, from the call until now; waiting for room counts.</summary>
    public TimeSpan Timeout { get; }
}
