using System.Reflection;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Logging;
using RoadRunner.Host.Tests.Configuration;
using RoadRunner.Host.Tests.InProcess;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Logging;

/// <summary>Each channel of the log has settings of its own.</summary>
public sealed class ChannelTests
{
    /// <summary>Gets the names of all channels.</summary>
    public static IEnumerable<TheoryDataRow<string>> Channels =>
        Names().Select(static name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Channels))]
    public void A_level_holds_for_its_channel_alone(string channel)
    {
        var text = Write($"logs: {{ level: error, channels: {{ {channel.ToUpperInvariant()}: {{ level: debug }} }} }}\n", LogLevel.Debug);

        var line = Assert.Single(text);
        Assert.Equal($"2026-01-01T00:00:00+0000\tDEBUG\t{channel.PadRight(12)}\thello", line);
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void A_mode_holds_for_its_channel_alone(string channel)
    {
        var text = Write($"logs: {{ mode: \"off\", channels: {{ {channel}: {{ mode: production }} }} }}\n", LogLevel.Warning);

        Assert.Equal($$"""{"level":"warn","ts":1767225600000000000,"logger":"{{channel}}","msg":"hello"}""", Assert.Single(text));
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void A_channel_can_be_silent_and_the_others_not(string channel)
    {
        var text = Write($"logs: {{ mode: raw, channels: {{ {channel}: {{ mode: none }} }} }}\n", LogLevel.Error);

        Assert.Equal(Names().Length - 1, text.Length);
    }

    [Theory]
    [InlineData("", LogLevel.Warning, false)]
    [InlineData("", LogLevel.Error, true)]
    [InlineData("endure: { log_level: debug }\n", LogLevel.Debug, true)]
    [InlineData("endure: { log_level: debug }\nlogs: { channels: { endure: { level: info } } }\n", LogLevel.Debug, false)]
    [InlineData("logs: { level: error, channels: { endure: { mode: raw } } }\n", LogLevel.Warning, false)]
    public void The_level_of_the_channel_endure_is_that_of_its_section(string section, LogLevel level, bool written) =>
        Assert.Equal(written, Write(section, level).Any(static line => line.Contains("\tendure ", StringComparison.Ordinal)));

    [Fact]
    public async Task A_host_logs_to_its_channels_and_nowhere_else()
    {
        var anyPort = RelayAddress.Tcp("127.0.0.1", 0);
        var configuration = MemoryHost.OneServer with
        {
            Rpc = new RpcConfiguration(anyPort, Listen: null),
            Status = new StatusConfiguration(anyPort),
            Metrics = new MetricsConfiguration(anyPort, []),
        };
        await using var host = await MemoryHost.StartAsync(configuration, listens: true);
        await using (var client = host.Connect())
        {
            await client.SendAsync("hello\r\n");
            await client.ExpectAsync("hello\r\n");
        }

        await host.Host.StopAsync().Within();

        var channels = host.Log.Records.Select(static record => record.Split(' ', 3)[1].TrimEnd(':')).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["endure", "metrics", "rpc", "status", "tcp"], channels);
    }

    private static string[] Names() =>
        [.. typeof(HostLogChannels).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!)];

    /// <summary>Writes one record to every channel, and returns the lines that come out.</summary>
    private static string[] Write(string section, LogLevel level)
    {
        var output = new StringWriter();
        using var loggers = HostLoggerProvider.CreateFactory(ConfigurationFile.Load(ConfigurationFile.Minimal + section), TextWriter.Null, output, new ManualTime());
        foreach (var name in Names())
        {
            loggers.CreateLogger(name).Log(level, 0, "hello", exception: null, static (text, _) => text);
        }

        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
