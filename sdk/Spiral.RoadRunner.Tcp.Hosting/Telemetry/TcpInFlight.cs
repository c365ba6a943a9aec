using System.Diagnostics;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>An event in flight, as the watchdog sees it from its own thread. Reused, like the context that it belongs to.</summary>
internal sealed class TcpInFlight
{
    /// <summary>A time at which nothing has begun.</summary>
    private const long Idle = long.MinValue;

    private long _startedAt = Idle;
    private long _reportedFor = Idle;

    public TcpServerCounters? Server { get; private set; }

    public TcpEvent Event { get; private set; }

    public string ConnectionUuid { get; private set; } = "";

    /// <summary>Gets or sets what has made the event fail.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Gets or sets how many messages of the event handlers have got.</summary>
    public int Messages { get; set; }

    /// <summary>Gets the span; null while nobody listens.</summary>
    public Activity? Activity { get; private set; }

    public long StartedAt => Volatile.Read(ref _startedAt);

    /// <summary>Gets a value indicating whether the watchdog has spoken of the current event.</summary>
    public bool IsReported => Volatile.Read(ref _reportedFor) == StartedAt;

    public void Begin(TcpServerCounters server, in TcpIncoming incoming, Activity? activity, long now)
    {
        Server = server;
        Event = incoming.Event;
        ConnectionUuid = incoming.ConnectionUuid;
        Activity = activity;
        Failure = null;
        Messages = 0;
        Volatile.Write(ref _startedAt, now);
    }

    public void End()
    {
        Volatile.Write(ref _startedAt, Idle);
        Activity = null;
        Failure = null;
    }

    /// <summary>Reads the event of this moment, for another thread than the one that handles it.</summary>
    /// <param name="seen">The event.</param>
    /// <returns>False when there is none, or it has just ended.</returns>
    public bool TrySee(out TcpInFlightView seen)
    {
        var began = StartedAt;
        seen = new TcpInFlightView(began, Event, ConnectionUuid, Server?.Server ?? "");
        Interlocked.MemoryBarrier();

        // Whoever begins another event meanwhile has changed the time first.
        return began != Idle && began == StartedAt;
    }

    /// <summary>Says that the watchdog has spoken of the event that began then.</summary>
    public void Report(long began) => Volatile.Write(ref _reportedFor, began);
}
