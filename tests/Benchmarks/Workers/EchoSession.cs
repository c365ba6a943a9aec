namespace RoadRunner.Benchmarks.Workers;

/// <summary>What <see cref="ModelWorker"/> remembers of a connection.</summary>
internal sealed class EchoSession
{
    public int Count { get; set; }
}
