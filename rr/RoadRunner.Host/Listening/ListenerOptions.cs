using Spiral.Goridge;

namespace RoadRunner.Host.Listening;

/// <summary>Where a listener listens, and how.</summary>
/// <param name="Address">TCP or a unix socket. A stale socket file is replaced; the file is deleted when the listener stops.</param>
/// <param name="Origin">Where the address stands in the configuration, for messages.</param>
internal sealed record ListenerOptions(RelayAddress Address, string Origin)
{
    /// <summary>Gets how many connections there may be at once; one more is closed as soon as it comes.</summary>
    /// <value>Default: null, no limit.</value>
    public long? MaxConnections { get; init; }

    /// <summary>Gets whether the thread that waits for the sockets also runs what their bytes lead to, which then must not block.</summary>
    public bool PreferInlineScheduling { get; init; }

    /// <summary>Gets the size of one read, where it matters what one read brings; null where a pump reads ahead of the connection.</summary>
    public int? ReadBytes { get; init; }

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets the mode of a unix socket's file; null for what the umask leaves.</summary>
    public UnixFileMode? SocketMode { get; init; }
}
