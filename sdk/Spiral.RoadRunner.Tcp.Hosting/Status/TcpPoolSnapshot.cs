namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What the workers of a pool have done, each and together.</summary>
/// <param name="Workers">The workers that are there and have said what they did, by their pid.</param>
/// <param name="Servers">The sum of them, by server.</param>
/// <remarks>A worker that is gone takes its numbers with it: the sum is that of the workers of this moment.</remarks>
public sealed record TcpPoolSnapshot(IReadOnlyList<TcpWorkerStatus> Workers, IReadOnlyList<TcpServerStatistics> Servers)
{
    internal static TcpPoolSnapshot Of(IEnumerable<TcpWorkerStatus> workers)
    {
        TcpWorkerStatus[] all = [.. workers.OrderBy(static worker => worker.Pid)];
        var servers = all.SelectMany(static worker => worker.Servers)
            .GroupBy(static server => server.Server, StringComparer.Ordinal)
            .OrderBy(static server => server.Key, StringComparer.Ordinal)
            .Select(static server => server.Aggregate(Add));
        return new TcpPoolSnapshot(all, [.. servers]);
    }

    private static TcpServerStatistics Add(TcpServerStatistics left, TcpServerStatistics right) => new(
        left.Server,
        left.Events + right.Events,
        left.Errors + right.Errors,
        left.Messages + right.Messages,
        left.BytesReceived + right.BytesReceived,
        left.BytesSent + right.BytesSent,
        left.InFlight + right.InFlight,
        left.TotalTime + right.TotalTime)
    {
        Service = left.Service.Length > 0 ? left.Service : right.Service,
    };
}
