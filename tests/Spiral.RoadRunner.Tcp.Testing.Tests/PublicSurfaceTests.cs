namespace Spiral.RoadRunner.Tcp.Testing.Tests;

public sealed class PublicSurfaceTests
{
    [Fact]
    public void Surface_of_Spiral_RoadRunner_Tcp_Testing_is_the_approved_one() =>
        Snapshot.Match(PublicSurface.Describe(typeof(TcpTestHost).Assembly), "Spiral.RoadRunner.Tcp.Testing");
}
