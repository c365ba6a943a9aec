namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Settings of <see cref="TcpMiddlewareExtensions.UseConnectionLimit"/>; checked when the application starts.</summary>
public sealed class ConnectionLimitOptions
{
    /// <summary>The default of <see cref="Refusal"/>.</summary>
    public const string DefaultRefusal = "421 Too many connections\r\n";

    /// <summary>Gets or sets how many connections the server may have at once.</summary>
    /// <value>Default 0: no limit. At most 100,000.</value>
    public int MaxConnections { get; set; }

    /// <summary>Gets or sets how many connections one client address may have at once.</summary>
    /// <value>
    /// Default 0: no limit. At most 100,000. IPv6 clients are counted by the first 64 bits of their address, all unix clients
    /// together. Behind a proxy without the PROXY protocol, all clients have one address.
    /// </value>
    public int MaxConnectionsPerAddress { get; set; }

    /// <summary>Gets or sets what a client over a limit is told before its connection is closed.</summary>
    /// <value>Default <see cref="DefaultRefusal"/>. Empty closes without a word; at most 64 KiB; no line end is added.</value>
    public string Refusal { get; set; } = DefaultRefusal;

    /// <summary>Gets or sets the storage of the section <c>kv</c> in which all workers of the pool count together.</summary>
    /// <value>Default null: each process counts for itself, which is right for one worker and for <c>--standalone</c>, and allows a pool of N workers up to N times as many.</value>
    public string? Storage { get; set; }

    /// <summary>Gets or sets what the keys in the storage and the names of the locks start with.</summary>
    /// <value>Default <c>tcp</c>; not blank. Several RoadRunner servers that share a storage need one of their own each.</value>
    public string KeyPrefix { get; set; } = "tcp";

    /// <summary>Gets or sets how long a connection counts without traffic. Every message puts its end off, at the cost of one more change of the index in each quarter of this time.</summary>
    /// <value>
    /// Default 10 min; from 10 s to 24 h. A connection whose close event never came (its worker was killed, or Go RoadRunner did not
    /// send one) stops to count after this time. One that is open and silent for longer stops to count, too, until it speaks: let it
    /// be longer than the idle time-out.
    /// </value>
    public TimeSpan Expiry { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets how long one change of the index may take, waiting for its lock included.</summary>
    /// <value>Default 2 s; from 10 ms to 1 min. After it <see cref="OnStoreFailure"/> decides.</value>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets what becomes of a new connection when the storage or the lock fails.</summary>
    /// <value>Default <see cref="StoreFailurePolicy.FailOpen"/>: it comes in, and counts from its first message after the failure.</value>
    public StoreFailurePolicy OnStoreFailure { get; set; }
}
