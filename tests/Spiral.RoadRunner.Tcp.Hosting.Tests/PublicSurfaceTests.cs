namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

public sealed class PublicSurfaceTests
{
    [Fact]
    public void Surface_of_Spiral_RoadRunner_Tcp_Hosting_is_the_approved_one() =>
        Snapshot.Match(PublicSurface.Describe(typeof(ITcpFramer).Assembly), "Spiral.RoadRunner.Tcp.Hosting");
}
