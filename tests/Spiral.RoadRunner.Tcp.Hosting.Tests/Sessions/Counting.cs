namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Sessions;

public sealed class Counting
{
    public int Count { get; set; }

    public string Name { get; set; } = "";
}
