using System.Net;

namespace RoadRunner.Benchmarks.Processes;

/// <summary>The .rr.yaml of a measured host with one echo server.</summary>
internal static class HostConfiguration
{
    /// <summary>The storage of a host with RPC.</summary>
    public const string Storage = "bench";

    private static readonly string[] EveryLimit =
    [
        "max_connections: 20000", "max_connections_per_ip: 20000", "max_message_size: 16MiB",
        "idle_timeout: 10m", "read_timeout: 1m", "write_timeout: 30s",
    ];

    public static string Create(IPEndPoint address, HostSettings settings, IPEndPoint? rpc, IPEndPoint? metrics)
    {
        var command = string.Join(", ", ChildProcess.RoleCommand(settings.WorkerRole).Select(Quote));
        IReadOnlyList<string> limits = settings is { HasExtras: true, Limits: [] } ? EveryLimit : settings.Limits;
        string[] lines =
        [
            "version: \"3\"",
            $"server: {{ command: [{command}] }}",
            "logs: { level: error }",
            "tcp:",
            $"  servers: {{ bench: {{ addr: \"tcp://{address}\" }} }}",
            "  pool:",
            $"    num_workers: {settings.Workers}",
            "    allocate_timeout: 60s",
            .. settings.Pool.Select(static line => $"    {line}"),
            .. Rpc(rpc),
            .. Http(metrics),
            "host:",
            $"  refusal: \"{settings.Refusal}\"",
            "  limits:",
            "    drain_timeout: 20s",
            .. limits.Select(static line => $"    {line}"),
        ];
        return string.Join('\n', lines) + "\n";
    }

    private static string[] Rpc(IPEndPoint? address) =>
        address is null ? [] : [$"rpc: {{ listen: 'tcp://{address}' }}", $"kv: {{ {Storage}: {{ driver: memory }} }}"];

    // Nobody asks for the status in a measurement, but it is there.
    private static string[] Http(IPEndPoint? metrics) =>
        metrics is null ? [] : ["status: { address: '127.0.0.1:0' }", $"metrics: {{ address: '{metrics}' }}"];

    // Single quotes keep the backslashes of a Windows path as they are.
    private static string Quote(string argument) => $"'{argument.Replace("'", "''", StringComparison.Ordinal)}'";
}
