namespace Spiral.RoadRunner.KeyValue.Tests;

public sealed class PublicSurfaceTests
{
    [Fact]
    public void Surface_of_Spiral_RoadRunner_KeyValue_is_the_approved_one() =>
        Snapshot.Match(PublicSurface.Describe(typeof(KeyValueStorage).Assembly), "Spiral.RoadRunner.KeyValue");
}
