namespace Spiral.Goridge.Rpc;

/// <summary>Where a call is. Whoever moves it to <see cref="Done"/>, under the lock of the table, completes it.</summary>
internal enum RpcCallState
{
    /// <summary>Not handed to the table yet, or back in the pool.</summary>
    Idle,

    /// <summary>Waits for room; no byte has left and no sequence number is taken.</summary>
    Waiting,

    /// <summary>Its frame is gathered or gone.</summary>
    Sent,

    /// <summary>Answered, given up or failed.</summary>
    Done,
}
