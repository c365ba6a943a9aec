namespace RoadRunner.Host.InProcess.Tests;

public sealed class PublicSurfaceTests
{
    [Fact]
    public void Surface_of_RoadRunner_Host_InProcess_is_the_approved_one() =>
        Snapshot.Match(PublicSurface.Describe(typeof(InProcessLink).Assembly), "RoadRunner.Host.InProcess");
}
