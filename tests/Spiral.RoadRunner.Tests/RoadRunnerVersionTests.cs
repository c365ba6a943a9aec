namespace Spiral.RoadRunner.Tests;

public sealed class RoadRunnerVersionTests
{
    [Theory]
    [InlineData("2022.12.3", true)]
    [InlineData("2.12.3", true)]
    [InlineData("v2022.3", true)]
    [InlineData("v2022.3.1-rc.2", true)]
    [InlineData("2023.0.9", true)]
    [InlineData("2023.1", false)]
    [InlineData("2023.1.0", false)]
    [InlineData("v2023.1.0-beta.1", false)]
    [InlineData("2024.3.5", false)]
    [InlineData("2025.1.15", false)]
    [InlineData("2025.1.15+build.7", false)]
    [InlineData("3", false)]
    [InlineData("", false)]
    [InlineData("local", false)]
    public void Server_before_2023_1_is_too_old(string version, bool isTooOld) =>
        Assert.Equal(isTooOld, RoadRunnerVersion.IsTooOld(version));

    [Fact]
    public void Constraint_and_minimum_are_those_of_the_support_matrix()
    {
        Assert.Equal("2025.*", RoadRunnerVersion.Constraint);
        Assert.Equal(new Version(2023, 1), RoadRunnerVersion.Minimum);
    }
}
