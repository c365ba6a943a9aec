namespace RoadRunner.Host.Metrics;

/// <summary>The events of a server, counted since the start of the host, as of one moment.</summary>
/// <param name="Durations">From the whole event to its answer, the wait for a worker included, by <see cref="ConnectionEventKind"/>.</param>
/// <param name="Queue">How long events waited for a free worker; most of them not at all.</param>
/// <param name="Failures">How many were not answered, by <see cref="ConnectionEventKind"/>.</param>
/// <param name="ReceivedBytes">The bytes of the events.</param>
/// <param name="SentBytes">The bytes that clients were sent.</param>
internal sealed record EventCounts(
    IReadOnlyList<LatencyCounts> Durations,
    LatencyCounts Queue,
    IReadOnlyList<long> Failures,
    long ReceivedBytes,
    long SentBytes);
