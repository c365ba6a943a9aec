namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Settings of <see cref="TcpMiddlewareExtensions.UseRateLimit"/>; checked when the application starts.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Gets or sets how many messages may come at once after a pause.</summary>
    /// <value>Default 20; from 1 to 1,000,000.</value>
    public int Burst { get; set; } = 20;

    /// <summary>Gets or sets how many messages a second are allowed in the long run.</summary>
    /// <value>Default 10; from 0.001 to 1,000,000.</value>
    public double PermitsPerSecond { get; set; } = 10;

    /// <summary>Gets or sets who shares one allowance.</summary>
    /// <value>Default <see cref="RateLimitKey.Connection"/>.</value>
    public RateLimitKey Key { get; set; }

    /// <summary>Gets or sets what a message over the rate is answered.</summary>
    /// <value>Default <c>Too many messages</c> and CR LF; may be empty; at most 64 KiB; no line end is added.</value>
    public string Reply { get; set; } = "Too many messages\r\n";

    /// <summary>Gets or sets what becomes of the connection.</summary>
    /// <value>Default <see cref="RateLimitAction.Keep"/>.</value>
    public RateLimitAction Action { get; set; }

    /// <summary>Gets or sets how many allowances a process remembers; the one that was not used for the longest time is forgotten first, which fills it up.</summary>
    /// <value>Default 10,000; from 1 to 1,000,000.</value>
    public int Capacity { get; set; } = 10_000;

    /// <summary>Gets or sets the storage of the section <c>kv</c> in which all workers of the pool keep the allowances.</summary>
    /// <value>
    /// Default null: each worker counts for itself, so a pool of N workers allows up to N times the rate. With a storage every message
    /// costs a read and a write, and two messages of one key at the same time may be counted as one: there is no lock.
    /// </value>
    public string? Storage { get; set; }

    /// <summary>Gets or sets what the keys in the storage start with.</summary>
    /// <value>Default <c>tcp</c>; not blank. Several RoadRunner servers that share a storage need one of their own each.</value>
    public string KeyPrefix { get; set; } = "tcp";

    /// <summary>Gets or sets how long the storage may take for one message.</summary>
    /// <value>Default 2 s; from 10 ms to 1 min. After it <see cref="OnStoreFailure"/> decides.</value>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets what becomes of a message when the storage fails.</summary>
    /// <value>Default <see cref="StoreFailurePolicy.FailOpen"/>: it is handled.</value>
    public StoreFailurePolicy OnStoreFailure { get; set; }
}
