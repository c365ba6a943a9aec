namespace Spiral.RoadRunner.Tests;

public sealed class PublicSurfaceTests
{
    [Fact]
    public void Surface_of_Spiral_RoadRunner_is_the_approved_one() =>
        Snapshot.Match(PublicSurface.Describe(typeof(Worker).Assembly), "Spiral.RoadRunner");
}
