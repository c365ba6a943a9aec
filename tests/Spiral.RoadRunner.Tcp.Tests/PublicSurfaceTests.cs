namespace Spiral.RoadRunner.Tcp.Tests;

public sealed class PublicSurfaceTests
{
    [Fact]
    public void Surface_of_Spiral_RoadRunner_Tcp_is_the_approved_one() =>
        Snapshot.Match(PublicSurface.Describe(typeof(TcpWorker).Assembly), "Spiral.RoadRunner.Tcp");
}
