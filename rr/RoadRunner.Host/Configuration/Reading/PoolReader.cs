namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads a section <c>pool</c>, but for its command, which decides what <c>server</c> has to have.</summary>
internal static class PoolReader
{
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
            Supervisor = ReadSupervisor(section.Section("supervisor")),
        };
        section.NotSupported("debug", "stream_timeout");
        section.NotSupportedSection("dynamic_allocator", "max_workers", "spawn_rate", "idle_timeout");
        return pool;
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
