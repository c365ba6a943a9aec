using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Tests.Configuration.Keys;

internal static partial class KeyTable
{
    private const string OnInitCommand = "server.on_init.command=make";

    private static IEnumerable<ConfigurationKey> Server =>
    [
        new("server.command", Command, Required, Lifecycle) { Sample = "[dotnet, App.dll]", Arrives = "dotnet App.dll", Read = static file => Written.Words(file.Server.Command), Missing = "command should not be empty", With = ["server.relay=pipes"] },
        new("server.relay", Text, "pipes", Lifecycle) { Sample = "tcp://127.0.0.1:7000", Read = static file => file.Server.Relay.ToString() },
        new("server.user", Text, None, Lifecycle) { Sample = "www", Read = static file => Written.Text(file.Server.User) },
        new("server.group", Text, None, Lifecycle) { Sample = "staff" },
        new("server.env", Map, None, Lifecycle) { Sample = "{ mode: demo }", Arrives = "MODE: demo", Read = static file => Written.Map(file.Server.Environment) },
        new("server.relay_timeout", Duration, None, NotIn2025) { Sample = "20s", Read = static file => Written.Duration(file.Server.RelayTimeout) },
        new("server.on_init.command", Command, Required, Lifecycle) { Sample = "make all", Read = static file => Written.Words(file.Server.OnInit!.Command), Missing = "server.on_init.command: command should not be empty", With = ["server.on_init.user=www"] },
        new("server.on_init.exec_timeout", Duration, "60s", Lifecycle) { Sample = "5s", Read = static file => Written.Duration(file.Server.OnInit!.ExecTimeout), With = [OnInitCommand] },
        new("server.on_init.env", Map, None, Lifecycle) { Sample = "{ a: b }", Arrives = "A: b", Read = static file => Written.Map(file.Server.OnInit!.Environment), With = [OnInitCommand] },
        new("server.on_init.user", Text, None, Lifecycle) { Sample = "www", Read = static file => Written.Text(file.Server.OnInit!.User), With = [OnInitCommand] },
        new("server.on_init.exit_on_error", Flag, "false", Lifecycle) { Sample = "true", Read = static file => Written.Flag(file.Server.OnInit!.ExitOnError), With = [OnInitCommand] },
    ];

    private static IEnumerable<ConfigurationKey> Tcp =>
    [
        new("tcp.servers.main.addr", Text, Required, Plugin) { Sample = "unix://main.sock", Read = static file => file.Tcp.Servers[0].Address.ToString(), Missing = "empty address for the server: main", With = ["tcp.servers.main.delimiter=|"] },
        new("tcp.servers.main.delimiter", Text, "\r\n", Plugin) { Sample = "^", Read = static file => Written.Bytes(file.Tcp.Servers[0].Delimiter) },
        new("tcp.servers.main.read_buf_size", MiB, None, NotIn2025) { Sample = "2" },
        new("tcp.read_buf_size", MiB, "1", Plugin) { Sample = "3", Read = static file => Written.MiB(file.Tcp.ReadBufferBytes) },
    ];

    /// <summary>The keys of a pool, wherever it stands.</summary>
    private static IEnumerable<ConfigurationKey> Pool(string path, string command, Func<RrConfiguration, PoolConfiguration> pool, string[] with)
    {
        string[] supervisor = [.. with, $"{path}.supervisor={{}}"];
        string[] allocator = [.. with, $"{path}.dynamic_allocator={{}}"];
        return
        [
            new($"{path}.command", Command, command, Lifecycle) { Sample = "dotnet Other.dll", Read = file => pool(file).Command is ["app"] ? command : Written.Words(pool(file).Command), With = with },
            new($"{path}.debug", Flag, "false", Lifecycle) { Sample = "true", Read = file => Written.Flag(pool(file).IsDebug), With = with },
            new($"{path}.num_workers", Integer, "0 = CPU count", Lifecycle) { Sample = "499", Read = file => pool(file).NumWorkers == Environment.ProcessorCount ? "0 = CPU count" : Written.Number(pool(file).NumWorkers), With = with },
            new($"{path}.max_jobs", Integer, "0", Lifecycle) { Sample = "64", Read = file => Written.Number(pool(file).MaxJobs), With = with },
            new($"{path}.max_queue_size", Integer, "0", Lifecycle) { Sample = "100", Read = file => Written.Number(pool(file).MaxQueueSize), With = with },
            new($"{path}.allocate_timeout", Duration, "60s", Lifecycle) { Sample = "1500ms", Read = file => Written.Duration(pool(file).AllocateTimeout), With = with },
            new($"{path}.reset_timeout", Duration, "60s", Lifecycle) { Sample = "2s", Read = file => Written.Duration(pool(file).ResetTimeout), With = with },
            new($"{path}.destroy_timeout", Duration, "60s", Lifecycle) { Sample = "3s", Read = file => Written.Duration(pool(file).DestroyTimeout), With = with },
            new($"{path}.stream_timeout", Duration, "60s", Lifecycle) { Sample = "4s", With = with },
            new($"{path}.supervisor.watch_tick", Duration, "5s", Lifecycle) { Sample = "1s", Read = file => Written.Duration(pool(file).Supervisor.WatchTick), With = supervisor },
            new($"{path}.supervisor.ttl", Duration, "0s", Lifecycle) { Sample = "3600s", Read = file => Written.Duration(pool(file).Supervisor.Ttl), With = supervisor },
            new($"{path}.supervisor.idle_ttl", Duration, "0s", Lifecycle) { Sample = "10s", Read = file => Written.Duration(pool(file).Supervisor.IdleTtl), With = supervisor },
            new($"{path}.supervisor.exec_ttl", Duration, "0s", Lifecycle) { Sample = "500ms", Read = file => Written.Duration(pool(file).Supervisor.ExecTtl), With = supervisor },
            new($"{path}.supervisor.max_worker_memory", MiB, "0", Lifecycle) { Sample = "128", Read = file => Written.Number(pool(file).Supervisor.MaxWorkerMemoryMiB), With = supervisor },
            new($"{path}.dynamic_allocator.max_workers", Integer, "10", Lifecycle) { Sample = "3", Read = file => Written.Number(pool(file).DynamicAllocator!.MaxWorkers), With = allocator },
            new($"{path}.dynamic_allocator.spawn_rate", Integer, "5", Lifecycle) { Sample = "2", Read = file => Written.Number(pool(file).DynamicAllocator!.SpawnRate), With = allocator },
            new($"{path}.dynamic_allocator.idle_timeout", Duration, "60s", Lifecycle) { Sample = "7s", Read = file => Written.Duration(pool(file).DynamicAllocator!.IdleTimeout), With = allocator },
        ];
    }
}
