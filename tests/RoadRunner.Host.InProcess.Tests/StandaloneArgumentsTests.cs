namespace RoadRunner.Host.InProcess.Tests;

public sealed class StandaloneArgumentsTests
{
    [Theory]
    [InlineData("", ".rr.yaml")]
    [InlineData("-c other.yaml", "other.yaml")]
    [InlineData("--config other.yaml", "other.yaml")]
    [InlineData("--config=other.yaml --Tcp:SlowHandler 00:00:02", "other.yaml")]
    public void The_file_is_found_among_the_arguments(string arguments, string file)
    {
        Assert.True(StandaloneArguments.TryRead(arguments.Split(' '), out var options, out _));
        Assert.Equal(file, options.File);
    }

    [Theory]
    [InlineData("-c", "-c needs the path of a configuration file")]
    [InlineData("-o tcp.pool.num_workers=2", "-o is not available with --standalone; change the key in the configuration file")]
    public void What_cannot_be_done_is_said(string arguments, string expected)
    {
        Assert.False(StandaloneArguments.TryRead(arguments.Split(' '), out _, out var error));
        Assert.Equal(expected, error);
    }
}
