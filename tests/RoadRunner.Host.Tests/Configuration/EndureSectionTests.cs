using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class EndureSectionTests
{
    [Theory]
    [InlineData("45s", 45)]
    [InlineData("0s", 30)]
    public void A_grace_period_of_zero_is_the_default(string value, int seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds),
        ConfigurationFile.Load($"{ConfigurationFile.Minimal}endure: {{ grace_period: {value} }}\n").Endure.GracePeriod);

    [Fact]
    public void A_grace_period_of_another_form_is_an_error() => Assert.Equal(
        ".rr.yaml:8: endure.grace_period: \"soon\" is not a duration; write for example \"30s\", \"1m30s\" or \"500ms\" (units are h, m, s, ms, us and ns)",
        ConfigurationFile.Errors(ConfigurationFile.Minimal + "endure: { grace_period: soon }\n"));

    [Theory]
    [InlineData("log_level: trace", "endure.log_level: \"trace\" is not one of debug, info, warn, warning, error")]
    [InlineData("watchdog_sec: 5s", "endure.watchdog_sec: \"5s\" is not an integer")]
    [InlineData("watchdog_sec: -1", "endure.watchdog_sec: -1 is out of range; it must be 0 to 3456000")]
    public void Another_form_is_an_error(string key, string expected) =>
        Assert.Equal($".rr.yaml:8: {expected}", ConfigurationFile.Errors($"{ConfigurationFile.Minimal}endure: {{ {key} }}\n"));
}
