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
        };
        section.NotSupported("debug", "max_jobs", "max_queue_size", "stream_timeout");
        section.NotSupportedSection("supervisor", "watch_tick", "ttl", "idle_ttl", "exec_ttl", "max_worker_memory");
        section.NotSupportedSection("dynamic_allocator", "max_workers", "spawn_rate", "idle_timeout");
        return pool;
    }
}
