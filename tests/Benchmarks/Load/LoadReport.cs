namespace RoadRunner.Benchmarks.Load;

/// <summary>One line of answer of the load process.</summary>
internal sealed record LoadReport
{
    /// <summary>Gets what went wrong; null when nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the exchanges that ended inside the round.</summary>
    public long Events { get; init; }

    /// <summary>Gets all exchanges, those that were under way at the end of the round included: what CPU time is divided by.</summary>
    public long Exchanges { get; init; }

    /// <summary>Gets the length of the round, without the tail.</summary>
    public double Seconds { get; init; }

    public double P50Microseconds { get; init; }

    public double P99Microseconds { get; init; }

    public double P999Microseconds { get; init; }

    public double MaxMicroseconds { get; init; }

    /// <summary>Gets the CPU time of the load process itself, tail included.</summary>
    public double CpuSeconds { get; init; }

    /// <summary>Sums a round up.</summary>
    public static LoadReport Of(LatencyHistogram latency, long events, long exchanges, TimeSpan duration, TimeSpan cpu) => new()
    {
        Events = events,
        Exchanges = exchanges,
        Seconds = duration.TotalSeconds,
        P50Microseconds = latency.Percentile(0.50),
        P99Microseconds = latency.Percentile(0.99),
        P999Microseconds = latency.Percentile(0.999),
        MaxMicroseconds = latency.Percentile(1),
        CpuSeconds = cpu.TotalSeconds,
    };
}
