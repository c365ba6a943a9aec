using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Logging;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Logging;

/// <summary>What one record looks like in each mode; never with a colour.</summary>
public sealed class LogLayoutTests
{
    private const string Console = "2026-01-01T00:00:00+0000\tWARN\ttcp         \tslow";
    private const string Json = """{"level":"warn","ts":1767225600000000000,"logger":"tcp","msg":"slow","seconds":3}""";

    [Theory]
    [InlineData(LogMode.Development, LogEncoding.Console, Console)]
    [InlineData(LogMode.Production, LogEncoding.Console, Console)]
    [InlineData(LogMode.Development, LogEncoding.Json, Json)]
    [InlineData(LogMode.Production, LogEncoding.Json, Json)]
    [InlineData(LogMode.Raw, LogEncoding.Console, "slow")]
    [InlineData(LogMode.Raw, LogEncoding.Json, """{"message":"slow","seconds":3}""")]
    public void A_record_looks_as_its_mode_and_encoding_say(LogMode mode, LogEncoding encoding, string expected)
    {
        var layout = new LogLayout(HostLogChannels.Tcp, new LogChannelConfiguration(HostLogChannels.Tcp, mode, LogLevel.Debug, encoding), new ManualTime());

        Assert.Equal($"{expected}\n", layout.Format(LogLevel.Warning, "slow", new KeyValuePair<string, object?>[] { new("Seconds", 3) }));
    }
}
