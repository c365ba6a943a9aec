namespace Spiral.Goridge.Tests;

public sealed class PublicSurfaceTests
{
    [Fact]
    public void Surface_of_Spiral_Goridge_is_the_approved_one() =>
        Snapshot.Match(PublicSurface.Describe(typeof(Frame).Assembly), "Spiral.Goridge");
}
