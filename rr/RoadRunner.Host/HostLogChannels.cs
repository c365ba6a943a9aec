namespace RoadRunner.Host;

/// <summary>The names of the host's loggers, as in RoadRunner; <c>logs.channels</c> sets each by itself.</summary>
public static class HostLogChannels
{
    /// <summary>Workers: their start, their end, and what they print.</summary>
    public const string Server = "server";

    /// <summary>RPC connections.</summary>
    public const string Rpc = "rpc";

    /// <summary>Connections and listeners.</summary>
    public const string Tcp = "tcp";

    /// <summary>What applications log through the RPC service <c>app</c>.</summary>
    public const string App = "app";

    /// <summary>The HTTP endpoint of <c>status.address</c>.</summary>
    public const string Status = "status";

    /// <summary>The HTTP endpoint of <c>metrics.address</c>.</summary>
    public const string Metrics = "metrics";

    /// <summary>Key-value storages.</summary>
    public const string KeyValue = "kv";

    /// <summary>The order of start and stop; its level is that of <c>endure.log_level</c>.</summary>
    public const string Endure = "endure";
}
