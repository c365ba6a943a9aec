using Microsoft.Extensions.Logging;
using RoadRunner.Host.AppLog;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Logging;
using RoadRunner.Host.Tests.InProcess;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.AppLog;

public sealed class AppLoggerTests : IDisposable
{
    private readonly RecordedLogger _log = new(LogLevel.Debug);
    private readonly StringWriter _stderr = new();
    private readonly AppLogger _app;

    public AppLoggerTests() => _app = new AppLogger(_log, _stderr);

    public void Dispose() => _stderr.Dispose();

    // rpc-app-logger: "error app: message Error", "error app: ctx message | k1=v1 | k2=v2", …
    [Fact]
    public void Records_have_their_level_and_their_attributes()
    {
        _app.Error("message Error");
        _app.Warning("message Warning");
        _app.Info("message Info");
        _app.Debug("message Debug");
        _app.Error("ctx message", Pair("k1", "v1"), Pair("k2", "v2"));
        _app.Warning("ctx message", Pair("k1", "v1"), Pair("k2", "v2"));
        _app.Info("ctx message", Pair("k1", "v1"), Pair("k2", "v2"));
        _app.Debug("ctx message", Pair("k1", "v1"), Pair("k2", "v2"));

        Assert.Equal(
            [
                "Error: message Error",
                "Warning: message Warning",
                "Information: message Info",
                "Debug: message Debug",
                "Error: ctx message | k1=v1 | k2=v2",
                "Warning: ctx message | k1=v1 | k2=v2",
                "Information: ctx message | k1=v1 | k2=v2",
                "Debug: ctx message | k1=v1 | k2=v2",
            ],
            _log.Lines);
        Assert.Equal("", _stderr.ToString());
    }

    [Fact]
    public void A_level_that_is_off_is_not_logged()
    {
        var log = new RecordedLogger(LogLevel.Warning);
        var app = new AppLogger(log, _stderr);

        app.Info("no");
        app.Warning("yes");

        Assert.Equal(["Warning: yes"], log.Lines);
    }

    [Fact]
    public void Braces_are_text_and_no_template()
    {
        _app.Info("{user} {0} {{", Pair("user", "{x}"));

        Assert.Equal(["Information: {user} {0} {{ | user={x}"], _log.Lines);
    }

    // rpc-app-logger has "message Logwith newline\nctx message k1:v1,k2:vno attrs": as here but for the 2 that is cut off.
    [Fact]
    public void Log_writes_to_stderr_as_it_is_without_a_line_end_and_with_the_whole_last_value()
    {
        _app.Log("message Log");
        _app.Log("with newline\n");
        _app.Log("ctx message", Pair("k1", "v1"), Pair("k2", "v2"));
        _app.Log("no attrs");

        Assert.Equal("message Logwith newline\nctx message k1:v1,k2:v2no attrs", _stderr.ToString());
        Assert.Empty(_log.Lines);
    }

    // RoadRunner cuts the colon off.
    [Fact]
    public void An_empty_last_value_stays_empty()
    {
        _app.Log("m", Pair("a", ""));
        _app.Log("m", Pair("", ""));

        Assert.Equal("m a:m :", _stderr.ToString());
    }

    [Theory]
    [InlineData(LogMode.Production, LogEncoding.Json, "{\"level\":\"info\",\"ts\":1767225600000000000,\"logger\":\"app\",\"msg\":\"a \\\"b\\\"\",\"requestId\":\"1\",\"k\":\"<é>\\n\"}")]
    [InlineData(LogMode.Development, LogEncoding.Console, "2026-01-01T00:00:00+0000\tINFO\tapp         \ta \"b\"\t{\"requestId\": \"1\", \"k\": \"<é>\\n\"}")]
    [InlineData(LogMode.Raw, LogEncoding.Console, "a \"b\"")]
    public void The_hosts_log_keeps_the_keys_of_the_application(LogMode mode, LogEncoding encoding, string expected)
    {
        var configuration = MemoryHost.OneServer with { Logs = new LogsConfiguration { Mode = mode, Encoding = encoding } };
        using var factory = HostLoggerProvider.CreateFactory(configuration, TextWriter.Null, _stderr, new ManualTime());
        var app = new AppLogger(factory.CreateLogger(HostLogChannels.App), _stderr);

        app.Info("a \"b\"", Pair("requestId", "1"), Pair("k", "<é>\n"));

        Assert.Equal(expected + "\n", _stderr.ToString());
    }

    private static KeyValuePair<string, string> Pair(string key, string value) => KeyValuePair.Create(key, value);
}
