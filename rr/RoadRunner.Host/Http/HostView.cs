using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Http;

/// <summary>What can be seen of a host. Safe to use from any thread.</summary>
internal sealed class HostView
{
    private readonly Func<IReadOnlyList<TcpServerInfo>> _servers;
    private readonly TimeProvider _time;
    private readonly long _start;

    /// <summary>Creates a view of a host that is starting now.</summary>
    /// <param name="pools">Its pools; none when it handles its events itself.</param>
    /// <param name="servers">Returns its servers; not called while they are being started.</param>
    /// <param name="time">The clock.</param>
    public HostView(IReadOnlyList<NamedPool> pools, Func<IReadOnlyList<TcpServerInfo>> servers, TimeProvider time)
    {
        _servers = servers;
        _time = time;
        _start = time.GetTimestamp();
        Health = new HostHealth(pools);
        Pools = [.. pools.Select(pool => (pool, new WorkerReports(pool.Workers, time)))];
    }

    public HostHealth Health { get; }

    /// <summary>Gets the pools, each with what its workers cost.</summary>
    public IReadOnlyList<(NamedPool Pool, WorkerReports Reports)> Pools { get; }

    /// <summary>Gets the servers; none while they are being started.</summary>
    public IReadOnlyList<TcpServerInfo> Servers => Health.Phase == HostPhase.Starting ? [] : _servers();

    /// <summary>Returns how long ago something was.</summary>
    public TimeSpan AgeOf(DateTimeOffset moment) => _time.GetUtcNow() - moment;

    /// <summary>Gets how long ago the start began.</summary>
    public TimeSpan Uptime => _time.GetElapsedTime(_start);
}
