using System.Net;

namespace RoadRunner.Benchmarks.Processes;

/// <summary>The .rr.yaml of a measured host: one echo server, a pool of two, no extras.</summary>
internal static class HostConfiguration
{
    public const int Workers = 2;

    /// <summary>The storage of a host with RPC.</summary>
    public const string Storage = "bench";

    public static string Create(IPEndPoint address, string workerRole, IPEndPoint? rpc = null, int workers = Workers)
    {
        var command = string.Join(", ", ChildProcess.RoleCommand(workerRole).Select(Quote));
        return $"""
            version: "3"
            server:
              command: [{command}]
            logs:
              level: error
            tcp:
              servers:
                bench:
                  addr: "tcp://{address}"
              pool:
                num_workers: {workers}
                allocate_timeout: 60s
            {Rpc(rpc)}
            """;
    }

    private static string Rpc(IPEndPoint? address) => address is null ? "" : $"rpc: {{ listen: 'tcp://{address}' }}\nkv: {{ {Storage}: {{ driver: memory }} }}\n";

    // Single quotes keep the backslashes of a Windows path as they are.
    private static string Quote(string argument) => $"'{argument.Replace("'", "''", StringComparison.Ordinal)}'";
}
