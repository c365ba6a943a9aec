namespace RoadRunner.TestWorkers;

/// <summary>What is remembered of a connection.</summary>
internal sealed class Count
{
    public int Messages { get; set; }
}
