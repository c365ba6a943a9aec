using RoadRunner.Host.Configuration;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class PoolSectionTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("\"2\"", 2)]
    [InlineData("500", 500)]
    [InlineData("${WORKERS:-4}", 4)]
    public void A_number_of_workers_may_be_a_text(string value, int expected) =>
        Assert.Equal(expected, Load($"num_workers: {value}").NumWorkers);

    [Theory]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("$UNSET")]
    public void No_number_of_workers_is_the_number_of_processors(string value) =>
        Assert.Equal(Environment.ProcessorCount, Load($"num_workers: {value}").NumWorkers);

    [Theory]
    [InlineData("501", "501 is out of range; it must be 0 to 500")]
    [InlineData("-1", "-1 is out of range; it must be 0 to 500")]
    [InlineData("99999999999", "99999999999 is out of range; it must be 0 to 500")]
    [InlineData("2.5", "\"2.5\" is not an integer")]
    [InlineData("auto", "\"auto\" is not an integer")]
    [InlineData("{}", "expected a text, found a mapping")]
    public void Another_number_of_workers_is_an_error(string value, string expected) =>
        Assert.Equal($".rr.yaml:9: tcp.pool.num_workers: {expected}", Errors($"num_workers: {value}"));

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("1m30s", 90)]
    [InlineData("0", 60)]
    [InlineData("0s", 60)]
    [InlineData("\"\"", 60)]
    public void A_timeout_of_zero_is_the_default(string value, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Load($"allocate_timeout: {value}").AllocateTimeout);
        Assert.Equal(TimeSpan.FromSeconds(seconds), Load($"destroy_timeout: {value}").DestroyTimeout);
    }

    [Theory]
    [InlineData("allocate_timeout")]
    [InlineData("destroy_timeout")]
    public void A_timeout_without_a_unit_is_an_error(string key) => Assert.Equal(
        $".rr.yaml:9: tcp.pool.{key}: \"60\" has no unit; write for example \"60s\" (Go RoadRunner takes a bare number for nanoseconds)",
        Errors($"{key}: 60"));

    [Fact]
    public void A_command_that_cannot_be_read_is_the_only_error() =>
        Assert.Equal(".rr.yaml:9: tcp.pool.command: the quote \" is not closed in: a \"b", Errors("command: a \"b"));

    [Fact]
    public void An_empty_command_leaves_that_of_the_server() => Assert.Equal(["dotnet", "App.dll"], Load("command: ''").Command);

    private static PoolConfiguration Load(string key) => ConfigurationFile.Load($"{ConfigurationFile.Minimal}  pool:\n    {key}\n").Tcp.Pool;

    private static string Errors(string key) => ConfigurationFile.Errors($"{ConfigurationFile.Minimal}  pool:\n    {key}\n");
}
