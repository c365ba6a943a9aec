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
        Assert.Equal(file, options.Source.File);
    }

    [Fact]
    public void The_flags_of_the_command_line_tool_are_read_too()
    {
        string[] arguments = ["-o", "a.b=c=d", "--override=e=-f", "--WorkDir", "dir", "--dotenv=.env", "-e", "--Tcp:SlowHandler=00:00:02"];

        Assert.True(StandaloneArguments.TryRead(arguments, out var options, out _));
        Assert.Equal(["a.b=c=d", "e=-f"], options.Source.Overrides);
        Assert.Equal("dir", options.Source.WorkingDirectory);
        Assert.Equal(".env", options.Source.DotEnvFile);
        Assert.True(options.Source.ReadsEnvFile);
    }

    [Theory]
    [InlineData("-c", "-c needs the path of a configuration file")]
    [InlineData("-w", "-w needs a directory")]
    [InlineData("--override", "--override needs key.path=value")]
    [InlineData("--dotenv", "--dotenv needs the path of a file with NAME=value lines")]
    public void What_cannot_be_done_is_said(string arguments, string expected)
    {
        Assert.False(StandaloneArguments.TryRead(arguments.Split(' '), out _, out var error));
        Assert.Equal(expected, error);
    }
}
