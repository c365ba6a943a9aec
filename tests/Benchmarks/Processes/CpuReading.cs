namespace RoadRunner.Benchmarks.Processes;

/// <summary>CPU time of a server and of all its workers.</summary>
internal readonly record struct CpuReading(TimeSpan Server, TimeSpan Workers)
{
    public static CpuReading operator -(CpuReading later, CpuReading earlier) => new(later.Server - earlier.Server, later.Workers - earlier.Workers);
}
