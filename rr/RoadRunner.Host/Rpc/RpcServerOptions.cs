using Spiral.Goridge;

namespace RoadRunner.Host.Rpc;

/// <summary>Where the RPC server listens, and what bounds the memory that clients can make it use.</summary>
/// <param name="Address">
/// TCP or a unix socket; a TCP address without a host means loopback, since nobody is asked for a password. Null: nothing is
/// listened on.
/// </param>
internal sealed record RpcServerOptions(RelayAddress? Address)
{
    /// <summary>Gets where the address stands in the configuration, for messages.</summary>
    public string Origin { get; init; } = "rpc.listen";

    /// <summary>Gets how many connections there may be at once.</summary>
    public int MaxConnections { get; init; } = 1024;

    /// <summary>Gets how many requests of one connection run at once; then its reading pauses.</summary>
    /// <remarks>
    /// More than a client of ours has under way (1,024), since a request that waits for a lock must not hold up the one that
    /// would release it.
    /// </remarks>
    public int MaxRequests { get; init; } = 4096;

    /// <summary>Gets how many bytes of requests and replies of one connection are under way; then its reading pauses. One request always may be.</summary>
    public long MaxPendingBytes { get; init; } = RelayDefaults.MaxPayloadBytes;

    /// <summary>Gets the largest payload of a request.</summary>
    public int MaxPayloadBytes { get; init; } = RelayDefaults.MaxPayloadBytes;

    /// <summary>Gets how long a stopping server waits for its last replies to go out.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(1);
}
