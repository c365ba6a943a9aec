namespace RoadRunner.Host.Tcp;

/// <summary>Counts the time of all connections in ticks, and looks after every tick which of them have waited for too long.</summary>
/// <remarks>
/// One timer for all, so that an event costs two writes of a number and no timer. A tick is a sixteenth of the shortest timeout,
/// 10 ms to 1 s; a timeout is never early, and late by a tick or two. Without a timeout there is no timer.
/// </remarks>
internal sealed class ConnectionClock : IDisposable
{
    private const int TicksPerTimeout = 16;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly ConnectionRegistry _connections;
    private readonly TimeSpan _period;
    private readonly ITimer? _timer;
    private readonly long _start;
    private readonly TimeProvider _time;
    private long _ticks;

    /// <summary>Starts to count.</summary>
    /// <param name="timeouts">All timeouts that are in use; zero is none.</param>
    /// <param name="connections">Who is looked after.</param>
    /// <param name="time">The clock.</param>
    public ConnectionClock(IEnumerable<TimeSpan> timeouts, ConnectionRegistry connections, TimeProvider time)
    {
        _connections = connections;
        _time = time;
        _start = time.GetTimestamp();
        var shortest = timeouts.Where(static timeout => timeout > TimeSpan.Zero).DefaultIfEmpty().Min();
        _period = TimeSpan.FromTicks(Math.Clamp(shortest.Ticks / TicksPerTimeout, Shortest.Ticks, Longest.Ticks));
        if (shortest > TimeSpan.Zero)
        {
            _timer = time.CreateTimer(static clock => ((ConnectionClock)clock!).Tick(), this, _period, _period);
        }
    }

    /// <summary>Gets where the time comes from.</summary>
    public TimeProvider Time => _time;

    /// <summary>Gets the number of ticks so far.</summary>
    public long Now => Volatile.Read(ref _ticks);

    /// <summary>Returns how many ticks have to pass until a timeout has passed for certain; <see cref="long.MaxValue"/> for none.</summary>
    public long TicksOf(TimeSpan timeout) => timeout == TimeSpan.Zero ? long.MaxValue : ((timeout.Ticks + _period.Ticks - 1) / _period.Ticks) + 1;

    public void Dispose() => _timer?.Dispose();

    private void Tick()
    {
        // By the time, not by the calls: a process that was held up has missed some.
        var now = _time.GetElapsedTime(_start).Ticks / _period.Ticks;
        Volatile.Write(ref _ticks, now);
        _connections.Expire(now);
    }
}
