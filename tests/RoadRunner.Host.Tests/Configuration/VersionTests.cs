using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class VersionTests
{
    private const string Rest = "server: { command: app }\ntcp: { servers: { main: { addr: \":7777\" } } }\n";

    [Theory]
    [InlineData("\"3\"", "3")]
    [InlineData("'2.7'", "2.7")]
    [InlineData("!!str 3", "3")]
    [InlineData("three", "three")]
    [InlineData("${V:-3}", "3")]
    public void A_string_is_accepted_whatever_it_says(string value, string expected) =>
        Assert.Equal(expected, ConfigurationFile.Load($"version: {value}\n{Rest}").Version);

    [Theory]
    [InlineData("3")]
    [InlineData("2.7")]
    [InlineData("true")]
    [InlineData("[3]")]
    public void Anything_but_a_string_is_an_error(string value) => Assert.Equal(
        ".rr.yaml:1: version should be a string, in quotes: version: \"3\"",
        ConfigurationFile.Errors($"version: {value}\n{Rest}"));

    [Theory]
    [InlineData("", ".rr.yaml")]
    [InlineData("version:\n", ".rr.yaml:1")]
    [InlineData("version: \"\"\n", ".rr.yaml:1")]
    public void A_missing_version_is_an_error(string line, string place) => Assert.Equal(
        $"{place}: rr configuration file should contain a version, e.g.: version: \"3\"",
        ConfigurationFile.Errors(line + Rest));
}
