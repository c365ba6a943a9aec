namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Counts the events of one kind on one server. Any thread may add.</summary>
internal sealed class TcpEventCounters
{
    private long _events;
    private long _errors;
    private long _ticks;

    public long Events => Interlocked.Read(ref _events);

    public long Errors => Interlocked.Read(ref _errors);

    public TimeSpan Time => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    public void Add(TimeSpan time, bool hasFailed)
    {
        Interlocked.Increment(ref _events);
        Interlocked.Add(ref _ticks, time.Ticks);
        if (hasFailed)
        {
            Interlocked.Increment(ref _errors);
        }
    }
}
