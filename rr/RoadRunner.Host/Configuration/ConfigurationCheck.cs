using System.Text;

namespace RoadRunner.Host.Configuration;

/// <summary>Finds what would do harm in a configuration that was made in code; one that was read from a file has been checked.</summary>
internal static class ConfigurationCheck
{
    /// <summary>Checks the servers and the sizes, and the command unless it is not needed.</summary>
    /// <exception cref="ArgumentException">Something is wrong; the message names it.</exception>
    public static void ThrowIfUnusable(RrConfiguration configuration, bool needsCommand)
    {
        if ((FindInServers(configuration.Tcp.Servers) ?? FindInSizes(configuration) ?? FindInCommand(configuration, needsCommand)) is { } fault)
        {
            throw new ArgumentException($"the configuration cannot be used: {fault}", nameof(configuration));
        }
    }

    private static string? FindInServers(IReadOnlyList<TcpServerConfiguration> servers)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var server in servers)
        {
            if (server.Name.Length == 0 || server.Name.Any(static letter => letter == '.' || char.IsUpper(letter)))
            {
                return $"the server name \"{server.Name}\" must not be empty, have a dot in it, or a letter in upper case";
            }

            if (!names.Add(server.Name))
            {
                return $"it has two servers named \"{server.Name}\"";
            }

            if (server.Delimiter.IsEmpty)
            {
                return $"the delimiter of the server \"{server.Name}\" is empty";
            }
        }

        return names.Count == 0 ? "it has no servers" : null;
    }

    private static string? FindInSizes(RrConfiguration configuration)
    {
        var host = configuration.Host;
        var stranger = host.Servers.Keys.FirstOrDefault(name => configuration.Tcp.Servers.All(server => server.Name != name));
        return stranger is not null ? $"host.servers has a server \"{stranger}\" that tcp.servers does not have"
            : FindInSize("tcp.read_buf_size", configuration.Tcp.ReadBufferBytes, least: 1, most: int.MaxValue)
            ?? FindInPool("tcp.pool", configuration.Tcp.Pool)
            ?? host.Servers.Select(static server => server.Value.Pool is { } pool ? FindInPool($"host.servers.{server.Key}.pool", pool) : null).FirstOrDefault(static fault => fault is not null)
            ?? FindInSize("host.limits.max_message_size", host.Limits.MaxMessageBytes, least: 1)
            ?? FindInSize("host.batch_bytes", host.BatchBytes)
            ?? FindInLimits("host.limits", host.Limits)
            ?? FindInTexts("host", host.Refusal, host.Parting, host.Farewell)
            ?? host.Servers.Select(server => FindInServer($"host.servers.{server.Key}", server.Value, host.Limits)).FirstOrDefault(static fault => fault is not null);
    }

    private static string? FindInServer(string key, HostServerConfiguration server, LimitsConfiguration all)
    {
        var limits = server.Limits.Over(all);
        return FindInSize($"{key}.batch_bytes", server.BatchBytes ?? 0)
            ?? FindInSize($"{key}.limits.max_message_size", limits.MaxMessageBytes, least: 1)
            ?? FindInLimits($"{key}.limits", limits)
            ?? FindInTexts(key, server.Refusal, server.Parting, server.Farewell)
            ?? (server.Tls?.Fault is { } fault ? $"{key}.tls.{fault.Key} {fault.Message}" : null);
    }

    private static string? FindInLimits(string key, LimitsConfiguration limits) =>
        FindNegative($"{key}.max_connections", limits.MaxConnections)
        ?? FindNegative($"{key}.max_connections_per_ip", limits.MaxConnectionsPerIp)
        ?? FindNegative($"{key}.idle_timeout", limits.IdleTimeout)
        ?? FindNegative($"{key}.read_timeout", limits.ReadTimeout)
        ?? FindNegative($"{key}.write_timeout", limits.WriteTimeout);

    private static string? FindNegative<T>(string key, T value)
        where T : struct, IComparable<T> => value.CompareTo(default) < 0 ? $"{key} is {value}; it must not be negative" : null;

    private static string? FindInTexts(string key, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (Encoding.UTF8.GetByteCount(text ?? "") > ConfigurationDefaults.MaxTextBytes)
            {
                return $"a text of {key} (refusal, parting, farewell) is longer than {ConfigurationDefaults.MaxTextBytes} bytes";
            }
        }

        return null;
    }

    private static string? FindInPool(string path, PoolConfiguration pool)
    {
        var supervisor = pool.Supervisor;
        ReadOnlySpan<(string Key, long Value, long Least)> values =
        [
            ("num_workers", pool.NumWorkers, 1),
            ("dynamic_allocator.max_workers", pool.DynamicAllocator?.MaxWorkers ?? 1, 1),
            ("dynamic_allocator.spawn_rate", pool.DynamicAllocator?.SpawnRate ?? 1, 1),
            ("dynamic_allocator.idle_timeout", pool.DynamicAllocator?.IdleTimeout.Ticks ?? 1, 1),
            ("max_jobs", pool.MaxJobs, 0),
            ("max_queue_size", pool.MaxQueueSize, 0),
            ("supervisor.watch_tick", supervisor.WatchTick.Ticks, 1),
            ("supervisor.ttl", supervisor.Ttl.Ticks, 0),
            ("supervisor.idle_ttl", supervisor.IdleTtl.Ticks, 0),
            ("supervisor.exec_ttl", supervisor.ExecTtl.Ticks, 0),
            ("supervisor.max_worker_memory", supervisor.MaxWorkerMemoryMiB, 0),
        ];
        foreach (var (key, value, least) in values)
        {
            if (value < least)
            {
                return $"{path}.{key} is {(least == 0 ? "negative" : "not above zero")}";
            }
        }

        return null;
    }

    private static string? FindInSize(string key, int bytes, int least = 0, int most = ConfigurationDefaults.MaxMessageBytes) =>
        bytes < least || bytes > most ? $"{key} is {bytes}; it must be {least} to {most} bytes" : null;

    private static string? FindInCommand(RrConfiguration configuration, bool needsCommand) => needsCommand && configuration.Tcp.Pool.Command.Count == 0
        ? "it has no command for its workers (tcp.pool.command), and there is no executor in their place"
        : needsCommand && configuration.Host.Servers.FirstOrDefault(static server => server.Value.Pool is { Command.Count: 0 }) is { Key: { } name }
            ? $"host.servers.{name}.pool has no command for its workers"
        : configuration.Server.OnInit is { Command.Count: 0 } ? "server.on_init has no command"
        : null;
}
