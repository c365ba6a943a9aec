namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads a section <c>pool</c>, but for its command, which decides what <c>server</c> has to have.</summary>
internal static class PoolReader
{
    private const int MostExtraWorkers = 100;
    private const string IdleTimeoutKey = "idle_timeout";

    private static readonly TimeSpan ShortestIdleTimeout = TimeSpan.FromSeconds(1);

    public static PoolConfiguration Read(ConfigurationSection section, IReadOnlyList<string> command)
    {
        var workers = section.Integer("num_workers", 0, least: 0, most: ConfigurationDefaults.MaxNumWorkers);
        var pool = new PoolConfiguration(
            command,
            workers == 0 ? ConfigurationDefaults.NumWorkers : workers,
            section.Duration("allocate_timeout", ConfigurationDefaults.AllocateTimeout),
            section.Duration("destroy_timeout", ConfigurationDefaults.DestroyTimeout))
        {
            ResetTimeout = section.Duration("reset_timeout", ConfigurationDefaults.ResetTimeout),
            MaxJobs = section.Integer("max_jobs", 0, least: 0, most: int.MaxValue),
            MaxQueueSize = section.Integer("max_queue_size", 0, least: 0, most: int.MaxValue),
            IsDebug = section.Flag("debug"),
            DynamicAllocator = ReadAllocator(section.Section("dynamic_allocator")),
            Supervisor = ReadSupervisor(section.Section("supervisor")),
        };
        section.NoEffect("an event of a connection has one answer and no stream of them", "stream_timeout");
        return pool;
    }

    private static DynamicAllocatorConfiguration? ReadAllocator(ConfigurationSection section)
    {
        var defaults = new DynamicAllocatorConfiguration();
        var workers = section.Integer("max_workers", 0, least: 0, most: MostExtraWorkers);
        var rate = section.Integer("spawn_rate", 0, least: 0, most: MostExtraWorkers);
        var idle = section.Duration(IdleTimeoutKey, defaults.IdleTimeout);
        if (idle < ShortestIdleTimeout)
        {
            section.Context.Warn(section.PathOf(IdleTimeoutKey), section.PlaceOf(IdleTimeoutKey), $"is less than a second and becomes {defaults.IdleTimeout.TotalSeconds:0} s, as in RoadRunner");
        }

        return !section.Exists ? null : new DynamicAllocatorConfiguration
        {
            MaxWorkers = workers == 0 ? defaults.MaxWorkers : workers,
            SpawnRate = rate == 0 ? defaults.SpawnRate : rate,
            IdleTimeout = idle < ShortestIdleTimeout ? defaults.IdleTimeout : idle,
        };
    }

    private static SupervisorConfiguration ReadSupervisor(ConfigurationSection section) => new()
    {
        WatchTick = section.Duration("watch_tick", ConfigurationDefaults.WatchTick),
        Ttl = section.Duration("ttl", TimeSpan.Zero),
        IdleTtl = section.Duration("idle_ttl", TimeSpan.Zero),
        ExecTtl = section.Duration("exec_ttl", TimeSpan.Zero),
        MaxWorkerMemoryMiB = section.Integer("max_worker_memory", 0, least: 0, most: int.MaxValue),
    };
}
