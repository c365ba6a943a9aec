namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What this worker has done since its start, by server: the counters that the meter and the health check show.</summary>
/// <remarks>A service of the application; thread-safe. It is about this process; a pool is the sum of its workers.</remarks>
public sealed class TcpStatistics
{
    private readonly TimeProvider _time;
    private readonly long _began;
    private TcpServerCounters[] _servers = [];

    internal TcpStatistics(TimeProvider time)
    {
        _time = time;
        _began = time.GetTimestamp();
    }

    /// <summary>Gets how long the application has been there.</summary>
    public TimeSpan Uptime => _time.GetElapsedTime(_began);

    internal IReadOnlyList<TcpServerCounters> Servers => Volatile.Read(ref _servers);

    /// <summary>Takes the numbers of this moment; those of an event that ends meanwhile may be half in.</summary>
    /// <returns>One entry for each server that was mapped, in the order of their names.</returns>
    public IReadOnlyList<TcpServerStatistics> Snapshot() => [.. Servers.Select(static server => server.Snapshot)];

    internal void Show(IEnumerable<TcpServerCounters> servers) =>
        Volatile.Write(ref _servers, [.. servers.OrderBy(static server => server.Server, StringComparer.Ordinal)]);
}
