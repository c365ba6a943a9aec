using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Spiral.RoadRunner.KeyValue;

/// <summary>What became of a write: done, or failed. An immutable value.</summary>
public readonly struct KeyValueOutcome
{
    internal KeyValueOutcome(Exception? error) => Error = error;

    /// <summary>Gets a value indicating whether the server has confirmed the write.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>
    /// Gets the cause of a failure, null otherwise: a <see cref="KeyValueException"/>, an <see cref="Rpc.RpcLinkException"/> or another
    /// error of the connection. Some say that nothing was written, some that nobody knows.
    /// </summary>
    public Exception? Error { get; }

    /// <summary>Throws the cause of a failure; does nothing otherwise.</summary>
    public void ThrowIfFailed()
    {
        if (Error is not null)
        {
            ExceptionDispatchInfo.Throw(Error);
        }
    }
}
