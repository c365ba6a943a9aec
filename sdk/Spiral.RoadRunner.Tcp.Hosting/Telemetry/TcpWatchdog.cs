using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Warns of an event that takes too long while it is still being handled: a handler that blocks its thread cannot do that itself.</summary>
/// <remarks>One clock for all events, which runs only while there are some. An event costs no more than two writes.</remarks>
internal sealed class TcpWatchdog : IDisposable
{
    private const int LooksPerLimit = 8;

    private readonly Lock _gate = new();
    private readonly HashSet<TcpInFlight> _events = [];
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TimeSpan _limit;
    private readonly ITimer _timer;
    private int _isArmed;

    public TcpWatchdog(IOptions<TcpApplicationOptions> options, TimeProvider time, ILogger<TcpApplication> logger)
    {
        _time = time;
        _logger = logger;
        _limit = options.Value.SlowHandler;
        _timer = time.CreateTimer(static watchdog => ((TcpWatchdog)watchdog!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private bool IsOn => _limit > TimeSpan.Zero;

    /// <summary>Watches what will be handled in this place.</summary>
    public void Add(TcpInFlight place)
    {
        lock (_gate)
        {
            _events.Add(place);
        }
    }

    /// <summary>Forgets a place.</summary>
    public void Remove(TcpInFlight place)
    {
        lock (_gate)
        {
            _events.Remove(place);
        }
    }

    /// <summary>An event has begun; to be called after a full fence.</summary>
    public void Wake()
    {
        if (Volatile.Read(ref _isArmed) == 0 && IsOn && Interlocked.Exchange(ref _isArmed, 1) == 0)
        {
            _timer.Change(_limit, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>An event has ended: what was slow is said once more, with the whole time.</summary>
    public void End(TcpInFlight place, TimeSpan took)
    {
        if (!IsOn || took < _limit)
        {
            return;
        }

        if (place.IsReported)
        {
            HostingLog.HandlerWasSlow(_logger, place.Event, (long)took.TotalMilliseconds, place.ConnectionUuid, place.Server!.Server);
        }
        else
        {
            HostingLog.HandlerTookTooLong(_logger, place.Event, (long)took.TotalMilliseconds, place.ConnectionUuid, place.Server!.Server);
        }
    }

    /// <summary>Says how long the oldest event in flight has taken; zero when there is none.</summary>
    public TimeSpan Oldest()
    {
        lock (_gate)
        {
            var oldest = TimeSpan.Zero;
            foreach (var place in _events)
            {
                if (place.TrySee(out var seen) && _time.GetElapsedTime(seen.StartedAt) is var age && age > oldest)
                {
                    oldest = age;
                }
            }

            return oldest;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (Scan() is not { } next)
        {
            // An event that has begun in this moment may have found the clock running.
            Interlocked.Exchange(ref _isArmed, 0);
            if (Scan() is not { } late || Interlocked.Exchange(ref _isArmed, 1) != 0)
            {
                return;
            }

            next = late;
        }

        _timer.Change(next, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Warns of what is slow.</summary>
    /// <returns>When to look again; null when nothing is in flight.</returns>
    private TimeSpan? Scan()
    {
        TimeSpan? next = null;
        lock (_gate)
        {
            foreach (var place in _events)
            {
                if (!place.TrySee(out var seen))
                {
                    continue;
                }

                next ??= _limit;
                var age = _time.GetElapsedTime(seen.StartedAt);
                if (age < _limit)
                {
                    next = _limit - age < next ? _limit - age : next;
                }
                else if (!place.IsReported)
                {
                    place.Report(seen.StartedAt);
                    HostingLog.HandlerIsSlow(_logger, seen.Event, (long)age.TotalMilliseconds, seen.ConnectionUuid, seen.Server);
                }
            }
        }

        return next is { } soon && soon < _limit / LooksPerLimit ? _limit / LooksPerLimit : next;
    }
}
