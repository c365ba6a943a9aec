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
}
