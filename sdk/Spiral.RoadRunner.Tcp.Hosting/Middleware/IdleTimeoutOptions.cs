namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Settings of <see cref="TcpMiddlewareExtensions.UseIdleTimeout(TcpServerBuilder, Action{IdleTimeoutOptions})"/>; checked when the application starts.</summary>
public sealed class IdleTimeoutOptions
{
    /// <summary>Gets or sets how long a connection may be silent.</summary>
    /// <value>Default 5 min; from 1 s to 24 h. A silent one is closed when this time is over, at most a quarter of it later.</value>
    public TimeSpan After { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets the storage of the section <c>kv</c> in which all workers of the pool note what they have seen.</summary>
    /// <value>Default null: kept in this process, which has to be the only one that handles the server, see <see cref="SingleWorker"/>.</value>
    public string? Storage { get; set; }

    /// <summary>Gets or sets a value indicating whether the pool has one worker, so that no storage is needed.</summary>
    /// <value>Default false: a worker without <see cref="Storage"/> refuses to start. Wrongly true closes connections that are busy in other workers.</value>
    public bool SingleWorker { get; set; }

    /// <summary>Gets or sets what the keys in the storage and the names of the locks start with.</summary>
    /// <value>Default <c>tcp</c>; not blank. Several RoadRunner servers that share a storage need one of their own each.</value>
    public string KeyPrefix { get; set; } = "tcp";

    /// <summary>Gets or sets how long one change of the index may take, waiting for its lock included.</summary>
    /// <value>Default 5 s; from 10 ms to 1 min. What could not be noted is noted the next time.</value>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
