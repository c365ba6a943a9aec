using RoadRunner.Host.Configuration;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class HostSectionTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("512KiB", 512 * 1024)]
    [InlineData("10MB", 10_000_000)]
    [InlineData("64MiB", 64 * 1024 * 1024)]
    [InlineData("\"\"", 64 * 1024 * 1024)]
    public void The_largest_message_is_a_size(string value, int expected) =>
        Assert.Equal(expected, Load($"limits: {{ max_message_size: {value} }}").Limits.MaxMessageBytes);

    [Theory]
    [InlineData("0", "\"0\" is out of range; it must be 1 to 67108864 bytes")]
    [InlineData("65MiB", "\"65MiB\" is out of range; it must be 1 to 67108864 bytes")]
    [InlineData("9999999999GiB", "\"9999999999GiB\" is out of range; it must be 1 to 67108864 bytes")]
    [InlineData("64X", "\"64X\" is not a size; write bytes as a number, or for example \"64MiB\", \"512KiB\" or \"10MB\"")]
    [InlineData("-1", "\"-1\" is not a size; write bytes as a number, or for example \"64MiB\", \"512KiB\" or \"10MB\"")]
    public void Another_size_is_an_error(string value, string expected) => Assert.Equal(
        $".rr.yaml:8: host.limits.max_message_size: {expected}", Errors($"limits: {{ max_message_size: {value} }}"));

    [Theory]
    [InlineData("5s", 5)]
    [InlineData("0", 0)]
    [InlineData("", 20)]
    public void A_drain_timeout_of_zero_is_zero(string value, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Load($"limits: {{ drain_timeout: {value} }}").Limits.DrainTimeout);

    [Theory]
    [InlineData("exact")]
    [InlineData("Exact")]
    [InlineData("")]
    public void Framing_is_exact(string value) => Assert.Equal(FramingMode.Exact, Load($"framing: {value}").Framing);

    [Theory]
    [InlineData("raw", "\"raw\" is not available; this version of the host has only \"exact\"")]
    [InlineData("roadrunner", "\"roadrunner\" is not available; this version of the host has only \"exact\"")]
    [InlineData("lines", "\"lines\" is not one of exact, raw, roadrunner")]
    public void Another_framing_is_an_error(string value, string expected) =>
        Assert.Equal($".rr.yaml:8: host.framing: {expected}", Errors($"framing: {value}"));

    private static HostConfiguration Load(string key) => ConfigurationFile.Load($"{ConfigurationFile.Minimal}host: {{ {key} }}\n").Host;

    private static string Errors(string key) => ConfigurationFile.Errors($"{ConfigurationFile.Minimal}host: {{ {key} }}\n");
}
