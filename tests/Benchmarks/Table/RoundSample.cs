using RoadRunner.Benchmarks.Load;
using RoadRunner.Benchmarks.Processes;

namespace RoadRunner.Benchmarks.Table;

/// <summary>One side of one round.</summary>
internal sealed record RoundSample(LoadReport Load, CpuReading Cpu)
{
    public double EventsPerSecond => Load.Events / Load.Seconds;

    public double P50 => Load.P50Microseconds;

    public double P99 => Load.P99Microseconds;

    public double ServerCpu => PerEvent(Cpu.Server.TotalSeconds);

    public double WorkerCpu => PerEvent(Cpu.Workers.TotalSeconds);

    public double LoadCpu => PerEvent(Load.CpuSeconds);

    // Microseconds; the CPU time covers the tail of the round, so it is divided by the exchanges of the tail too.
    private double PerEvent(double seconds) => seconds * 1e6 / Math.Max(Load.Exchanges, 1);
}
