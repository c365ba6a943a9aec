using System.Net;
using Spiral.Goridge;

namespace RoadRunner.Host.Configuration;

/// <summary>The values of keys that are missing or empty. They equal those of RoadRunner 2025.1 where it has the key.</summary>
public static class ConfigurationDefaults
{
    /// <summary>The text after which a message ends, <c>tcp.servers.NAME.delimiter</c>: CR LF.</summary>
    public const string Delimiter = "\r\n";

    /// <summary>The largest number of workers in one pool; a larger <c>num_workers</c> is an error.</summary>
    public const int MaxNumWorkers = 500;

    /// <summary>The size of one read, <c>tcp.read_buf_size</c>, in MiB.</summary>
    public const int ReadBufSizeMiB = 1;

    /// <summary>The largest message, <c>host.limits.max_message_size</c>, in bytes: 64 MiB, which is also the most that can be set.</summary>
    public const int MaxMessageBytes = 64 * 1024 * 1024;

    /// <summary>The longest <c>host.refusal</c>, <c>host.parting</c> and <c>host.farewell</c>, in bytes of UTF-8.</summary>
    public const int MaxTextBytes = 4096;

    /// <summary>The code of a plugin that is not well or not ready, <c>status.unavailable_status_code</c>.</summary>
    public const int UnavailableStatusCode = 503;

    /// <summary>What every record of the log ends with, <c>logs.line_ending</c>: a line feed.</summary>
    public const string LogLineEnding = "\n";

    /// <summary>How large a log file may become, <c>logs.file_logger_options.max_size</c>, in MiB.</summary>
    public const int LogMaxSizeMiB = 100;

    /// <summary>For how many days log files that were set aside are kept, <c>logs.file_logger_options.max_age</c>.</summary>
    public const int LogMaxAgeDays = 24;

    /// <summary>How many log files that were set aside are kept, <c>logs.file_logger_options.max_backups</c>.</summary>
    public const int LogMaxBackups = 10;

    /// <summary>Gets the number of workers, <c>tcp.pool.num_workers</c>: the number of processors, at most <see cref="MaxNumWorkers"/>.</summary>
    public static int NumWorkers => Math.Min(Environment.ProcessorCount, MaxNumWorkers);

    /// <summary>Gets where records of the log go, <c>logs.output</c>, and what is wrong with the log, <c>logs.err_output</c>: stderr.</summary>
    public static IReadOnlyList<LogDestination> LogOutputs { get; } = [LogDestination.StandardError];

    /// <summary>Gets where records of the log go and how they end, when the section <c>logs</c> does not say.</summary>
    public static LogTargetConfiguration LogTarget { get; } = new();

    /// <summary>Gets where the RPC server listens when the section <c>rpc</c> has no <c>listen</c>.</summary>
    public static RelayAddress RpcListen { get; } = RelayAddress.Tcp("127.0.0.1", 6001);

    /// <summary>Gets where the metrics are served when the section <c>metrics</c> has no <c>address</c>.</summary>
    public static RelayAddress MetricsAddress { get; } = RelayAddress.Tcp("127.0.0.1", 2112);

    /// <summary>Gets the value of <c>tcp.pool.allocate_timeout</c>.</summary>
    public static TimeSpan AllocateTimeout { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets the value of <c>tcp.pool.destroy_timeout</c>.</summary>
    public static TimeSpan DestroyTimeout { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets the value of <c>tcp.pool.reset_timeout</c>.</summary>
    public static TimeSpan ResetTimeout { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets the value of <c>tcp.pool.supervisor.watch_tick</c>.</summary>
    public static TimeSpan WatchTick { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets the value of <c>server.on_init.exec_timeout</c>.</summary>
    public static TimeSpan ExecTimeout { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets the value of <c>endure.grace_period</c>.</summary>
    public static TimeSpan GracePeriod { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the value of <c>host.limits.drain_timeout</c>.</summary>
    public static TimeSpan DrainTimeout { get; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets the value of <c>host.limits.write_timeout</c>.</summary>
    public static TimeSpan WriteTimeout { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the value of <c>host.servers.NAME.tls.handshake_timeout</c>.</summary>
    public static TimeSpan HandshakeTimeout { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets the value of <c>host.servers.NAME.proxy_protocol.timeout</c>.</summary>
    public static TimeSpan ProxyTimeout { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets the value of <c>kv.NAME.config.addrs</c> of a storage on redis.</summary>
    public static IPEndPoint RedisAddress { get; } = new(IPAddress.Loopback, 6379);

    /// <summary>Gets the value of <c>kv.NAME.config.dial_timeout</c> of a storage on redis.</summary>
    public static TimeSpan RedisDialTimeout { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets the value of <c>kv.NAME.config.read_timeout</c> of a storage on redis.</summary>
    public static TimeSpan RedisReadTimeout { get; } = TimeSpan.FromSeconds(3);
}
