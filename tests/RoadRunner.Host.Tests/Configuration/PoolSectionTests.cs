using RoadRunner.Host.Configuration;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class PoolSectionTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("\"2\"", 2)]
    [InlineData("500", 500)]
    [InlineData("${WORKERS:-4}", 4)]
    public void A_number_of_workers_may_be_a_text(string value, int expected) =>
        Assert.Equal(expected, Load($"num_workers: {value}").NumWorkers);

    [Theory]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("$UNSET")]
    public void No_number_of_workers_is_the_number_of_processors(string value) =>
        Assert.Equal(Environment.ProcessorCount, Load($"num_workers: {value}").NumWorkers);

    [Theory]
    [InlineData("501", "501 is out of range; it must be 0 to 500")]
    [InlineData("-1", "-1 is out of range; it must be 0 to 500")]
    [InlineData("99999999999", "99999999999 is out of range; it must be 0 to 500")]
    [InlineData("2.5", "\"2.5\" is not an integer")]
    [InlineData("auto", "\"auto\" is not an integer")]
    [InlineData("{}", "expected a text, found a mapping")]
    public void Another_number_of_workers_is_an_error(string value, string expected) =>
        Assert.Equal($".rr.yaml:9: tcp.pool.num_workers: {expected}", Errors($"num_workers: {value}"));

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("1m30s", 90)]
    [InlineData("0", 60)]
    [InlineData("0s", 60)]
    [InlineData("\"\"", 60)]
    public void A_timeout_of_zero_is_the_default(string value, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Load($"allocate_timeout: {value}").AllocateTimeout);
        Assert.Equal(TimeSpan.FromSeconds(seconds), Load($"destroy_timeout: {value}").DestroyTimeout);
    }

    [Theory]
    [InlineData("allocate_timeout")]
    [InlineData("destroy_timeout")]
    public void A_timeout_without_a_unit_is_an_error(string key) => Assert.Equal(
        $".rr.yaml:9: tcp.pool.{key}: \"60\" has no unit; write for example \"60s\" (Go RoadRunner takes a bare number for nanoseconds)",
        Errors($"{key}: 60"));

    [Fact]
    public void A_command_that_cannot_be_read_is_the_only_error() =>
        Assert.Equal(".rr.yaml:9: tcp.pool.command: the quote \" is not closed in: a \"b", Errors("command: a \"b"));

    [Fact]
    public void An_empty_command_leaves_that_of_the_server() => Assert.Equal(["dotnet", "App.dll"], Load("command: ''").Command);

    [Fact]
    public void Without_limits_a_worker_lives_for_ever()
    {
        var pool = Load("num_workers: 1");

        Assert.Equal((0, 0), (pool.MaxJobs, pool.MaxQueueSize));
        Assert.Equal(new SupervisorConfiguration(), pool.Supervisor);
        Assert.Equal(TimeSpan.FromSeconds(5), pool.Supervisor.WatchTick);
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 0), (pool.Supervisor.Ttl, pool.Supervisor.IdleTtl, pool.Supervisor.ExecTtl, pool.Supervisor.MaxWorkerMemoryMiB));
    }

    [Fact]
    public void Limits_of_a_worker_are_read()
    {
        var pool = Load("{ max_jobs: 64, max_queue_size: '100', supervisor: { watch_tick: 1s, ttl: 1h, idle_ttl: 10s, exec_ttl: 500ms, max_worker_memory: 128 } }", nested: false);

        Assert.Equal((64, 100), (pool.MaxJobs, pool.MaxQueueSize));
        Assert.Equal(
            new SupervisorConfiguration
            {
                WatchTick = TimeSpan.FromSeconds(1),
                Ttl = TimeSpan.FromHours(1),
                IdleTtl = TimeSpan.FromSeconds(10),
                ExecTtl = TimeSpan.FromMilliseconds(500),
                MaxWorkerMemoryMiB = 128,
            },
            pool.Supervisor);
    }

    [Theory]
    [InlineData("{}", 10, 5, 60)]
    [InlineData("{ max_workers: 3, spawn_rate: 1, idle_timeout: 2s }", 3, 1, 2)]
    [InlineData("{ max_workers: 0, spawn_rate: 0, idle_timeout: 999ms }", 10, 5, 60)]
    public void The_allocator_has_the_defaults_of_RoadRunner(string value, int workers, int rate, int seconds) => Assert.Equal(
        new DynamicAllocatorConfiguration { MaxWorkers = workers, SpawnRate = rate, IdleTimeout = TimeSpan.FromSeconds(seconds) },
        Load($"dynamic_allocator: {value}").DynamicAllocator);

    [Fact]
    public void An_idle_timeout_that_becomes_another_one_is_warned_about() => Assert.Equal(
        "tcp.pool.dynamic_allocator.idle_timeout (.rr.yaml:9) is less than a second and becomes 60 s, as in RoadRunner",
        ConfigurationFile.Warnings($"{ConfigurationFile.Minimal}  pool:\n    dynamic_allocator: {{ idle_timeout: 999ms }}\n"));

    [Fact]
    public void Without_the_keys_there_is_no_allocator_and_no_debug_mode() =>
        Assert.Equal((null, false), (Load("num_workers: 1").DynamicAllocator, Load("num_workers: 1").IsDebug));

    [Theory]
    [InlineData("true", true)]
    [InlineData("'1'", true)]
    [InlineData("False", false)]
    public void Debug_is_a_switch(string value, bool expected) => Assert.Equal(expected, Load($"debug: {value}").IsDebug);

    [Fact]
    public void A_tick_of_zero_is_the_default() => Assert.Equal(TimeSpan.FromSeconds(5), Load("supervisor: { watch_tick: 0s }").Supervisor.WatchTick);

    [Theory]
    [InlineData("max_jobs: -1", "max_jobs: -1 is out of range; it must be 0 to 2147483647")]
    [InlineData("debug: maybe", "debug: \"maybe\" is not one of true, false, 1, 0")]
    [InlineData("dynamic_allocator: { max_workers: 101 }", "dynamic_allocator.max_workers: 101 is out of range; it must be 0 to 100")]
    [InlineData("max_queue_size: many", "max_queue_size: \"many\" is not an integer")]
    [InlineData("supervisor: { max_worker_memory: 1GB }", "supervisor.max_worker_memory: \"1GB\" is not an integer")]
    [InlineData("supervisor: { ttl: 60 }", "supervisor.ttl: \"60\" has no unit; write for example \"60s\" (Go RoadRunner takes a bare number for nanoseconds)")]
    public void A_limit_that_cannot_be_read_is_an_error(string key, string expected) =>
        Assert.Equal($".rr.yaml:9: tcp.pool.{expected}", Errors(key));

    private static PoolConfiguration Load(string key, bool nested = true) =>
        ConfigurationFile.Load($"{ConfigurationFile.Minimal}  pool:{(nested ? "\n   " : "")} {key}\n").Tcp.Pool;

    private static string Errors(string key) => ConfigurationFile.Errors($"{ConfigurationFile.Minimal}  pool:\n    {key}\n");
}
