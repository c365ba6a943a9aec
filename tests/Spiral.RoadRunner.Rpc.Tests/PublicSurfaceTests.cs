namespace Spiral.RoadRunner.Rpc.Tests;

public sealed class PublicSurfaceTests
{
    [Fact]
    public void Surface_of_Spiral_RoadRunner_Rpc_is_the_approved_one() =>
        Snapshot.Match(PublicSurface.Describe(typeof(RpcLink).Assembly), "Spiral.RoadRunner.Rpc");
}
