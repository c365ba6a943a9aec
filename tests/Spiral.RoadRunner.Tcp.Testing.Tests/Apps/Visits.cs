namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>A session.</summary>
public sealed class Visits
{
    public int Count { get; set; }
}
