namespace Spiral.RoadRunner.Tests;

public sealed class RoadRunnerEnvironmentTests
{
    [Fact]
    public void Environment_without_variables_has_the_defaults()
    {
        var environment = RoadRunnerEnvironment.From(_ => null);

        Assert.Equal("", environment.Mode);
        Assert.Equal("pipes", environment.Relay);
        Assert.Equal("tcp://127.0.0.1:6001", environment.Rpc);
        Assert.Equal("", environment.Version);
        Assert.False(environment.HasServer);
        Assert.Equal(new RoadRunnerEnvironment(), environment);
    }

    [Fact]
    public void Variables_override_the_defaults()
    {
        var environment = From(new()
        {
            ["RR_MODE"] = "tcp",
            ["RR_RELAY"] = "unix:///tmp/relay.sock",
            ["RR_RPC"] = "tcp://127.0.0.1:7001",
            ["RR_VERSION"] = "2025.1.15",
        });

        Assert.Equal("tcp", environment.Mode);
        Assert.Equal("unix:///tmp/relay.sock", environment.Relay);
        Assert.Equal("tcp://127.0.0.1:7001", environment.Rpc);
        Assert.Equal("2025.1.15", environment.Version);
        Assert.True(environment.HasServer);
    }

    [Fact]
    public void Empty_variables_count_as_unset()
    {
        var environment = From(new() { ["RR_MODE"] = "", ["RR_RELAY"] = "", ["RR_RPC"] = "", ["RR_VERSION"] = "" });

        Assert.Equal(new RoadRunnerEnvironment(), environment);
    }

    [Fact]
    public void Relay_alone_says_that_there_is_a_server()
    {
        var environment = From(new() { ["RR_RELAY"] = "pipes" });

        Assert.True(environment.HasServer);
        Assert.Equal("pipes", environment.Relay);
    }

    [Theory]
    [InlineData("tcp", RoadRunnerModes.Tcp)]
    [InlineData("http", RoadRunnerModes.Http)]
    [InlineData("jobs", RoadRunnerModes.Jobs)]
    [InlineData("grpc", RoadRunnerModes.Grpc)]
    [InlineData("temporal", RoadRunnerModes.Temporal)]
    [InlineData("centrifuge", RoadRunnerModes.Centrifuge)]
    [InlineData("quantum", "quantum")]
    public void Mode_is_kept_as_it_is(string mode, string expected) =>
        Assert.Equal(expected, From(new() { ["RR_MODE"] = mode }).Mode);

    [Fact]
    public void Environment_of_the_process_is_that_of_its_variables() =>
        Assert.Equal(RoadRunnerEnvironment.From(Environment.GetEnvironmentVariable), RoadRunnerEnvironment.FromProcess());

    private static RoadRunnerEnvironment From(Dictionary<string, string> variables) =>
        RoadRunnerEnvironment.From(name => variables.GetValueOrDefault(name));
}
