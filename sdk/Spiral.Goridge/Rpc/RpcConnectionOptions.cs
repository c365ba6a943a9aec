namespace Spiral.Goridge.Rpc;

/// <summary>Settings of an <see cref="RpcConnection"/>. A value out of its range is refused when it is set.</summary>
public sealed class RpcConnectionOptions
{
    // With the largest payload on top, what is gathered still fits one array.
    private const int MaxMaxUnsentBytes = 256 * 1024 * 1024;

    // The longest time a timer takes.
    private static readonly TimeSpan MaxCallTimeout = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>Gets the largest payload (method name and body) accepted and sent in one frame, in bytes.</summary>
    /// <value>
    /// Default 64 MiB + 64 KiB; 1 KiB to 1 GiB. A larger request is an <see cref="ArgumentException"/> before a byte is written, a larger
    /// reply ends the connection before memory is taken for it.
    /// </value>
    public int MaxPayloadBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, RelayDefaults.MinMaxPayloadBytes);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, RelayDefaults.MaxMaxPayloadBytes);
            field = value;
        }
    } = RelayDefaults.MaxPayloadBytes;

    /// <summary>Gets how long a call may take, from the call to its reply, when it says nothing else.</summary>
    /// <value>Default 30 s; above zero and at most 49 days, or <see cref="Timeout.InfiniteTimeSpan"/>.</value>
    public TimeSpan CallTimeout
    {
        get;
        init => field = ValidTimeout(value, nameof(value));
    } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how many calls may be on their way at once; further callers wait for a place, first come first served.</summary>
    /// <value>Default 1,024; at least 1.</value>
    public int MaxInFlight
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1024;

    /// <summary>Gets how many calls that were given up may still be unanswered, before new calls wait for their late replies.</summary>
    /// <value>Default 65,536 (some 24 bytes each); at least 0.</value>
    public int MaxAbandoned
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 65536;

    /// <summary>Gets how many bytes may be gathered for a peer that does not read; while more are, callers wait. A single request may be larger.</summary>
    /// <value>Default 1 MiB; 1 byte to 256 MiB.</value>
    public int MaxUnsentBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxMaxUnsentBytes);
            field = value;
        }
    } = 1024 * 1024;

    /// <summary>Gets the sequence number of the first call; each further call counts up, around the end of the numbers, past those in use.</summary>
    /// <value>Default 1; any value.</value>
    public uint FirstSequence { get; init; } = 1;

    /// <summary>Gets the clock of timeouts and of <see cref="RpcConnection.LastReceived"/>.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal static TimeSpan ValidTimeout(TimeSpan timeout, string name) =>
        timeout == Timeout.InfiniteTimeSpan || (timeout > TimeSpan.Zero && timeout <= MaxCallTimeout)
            ? timeout
            : throw new ArgumentOutOfRangeException(name, timeout, "A timeout is above zero and at most 49 days, or infinite.");
}
