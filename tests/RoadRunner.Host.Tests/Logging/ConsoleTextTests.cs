using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Logging;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Logging;

/// <summary>What clients and workers can do to a log on the console.</summary>
public sealed class ConsoleTextTests
{
    private const string Forged = "2026-01-01T00:00:00+0000\tERROR\ttcp         \tforged";

    [Theory]
    [InlineData("plain, with a\ttab and ü", "plain, with a\ttab and ü")]
    [InlineData("one\ntwo\r\nthree", "one\n    two\n    three")]
    [InlineData("a\u001b[2Jb\u0007\u007f\u009b", @"a\x1b[2Jb\x07\x7f\x9b")]
    [InlineData("x\n" + Forged, "x\n    " + Forged)]
    [InlineData("x\r" + Forged, "x\n    " + Forged)]
    [InlineData("x\u2028" + Forged, "x\n    " + Forged)]
    public void A_text_is_no_second_record_and_controls_no_terminal(string text, string expected) =>
        Assert.Equal($"2026-01-01T00:00:00+0000\tWARN\tserver      \t{expected}", Write(text, exception: null));

    [Fact]
    public void An_exception_belongs_to_its_record() => Assert.Equal(
        $"2026-01-01T00:00:00+0000\tWARN\tserver      \tfailed\n    System.InvalidOperationException: because\n    {Forged}",
        Write("failed", new InvalidOperationException($"because\n{Forged}")));

    private static string Write(string text, Exception? exception) =>
        new LogLayout(HostLogChannels.Server, new LogChannelConfiguration(HostLogChannels.Server, LogMode.Development, LogLevel.Debug, LogEncoding.Console), new ManualTime())
            .Format(LogLevel.Warning, text, state: null, exception)
            .TrimEnd('\n');
}
