using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Logging;
using RoadRunner.Host.Tests.Configuration;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Logging;

/// <summary>The section <c>logs</c> from its text to what is written where.</summary>
public sealed class LogOutputTests : IDisposable
{
    private readonly LogFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_channel_writes_to_all_its_outputs_and_to_no_other()
    {
        Write("logs: { mode: raw, output: [stdout, all.log], channels: { tcp: { output: [stderr, tcp.log, tcp.log] } } }\n", "tcp", "rpc");

        Assert.Equal(("rpc says\n", "tcp says\n"), (_output.ToString(), _error.ToString()));
        Assert.Equal(("rpc says\n", "tcp says\n"), (_folder.Read("all.log"), _folder.Read("tcp.log")));
    }

    [Fact]
    public void Channels_that_name_one_file_share_it()
    {
        Write("logs: { mode: raw, output: a.log, channels: { tcp: { mode: production, output: ./a.log }, rpc: { output: x/../a.log } } }\n", "app", "tcp", "rpc", "tcp");

        Assert.Equal(
            "app says\n"
            + """{"level":"warn","ts":1767225600000000000,"logger":"tcp","msg":"tcp says"}""" + "\n"
            + "rpc says\n"
            + """{"level":"warn","ts":1767225600000000000,"logger":"tcp","msg":"tcp says"}""" + "\n",
            _folder.Read("a.log"));
    }

    [Theory]
    [InlineData("development", """{"level":"warn","ts":1767225600000000000,"logger":"tcp","msg":"tcp says"}""")]
    [InlineData("raw", """{"message":"tcp says"}""")]
    public void A_file_of_its_own_is_JSON_and_takes_the_place_of_the_output(string mode, string expected)
    {
        Write($"logs: {{ mode: {mode}, encoding: console, output: [stderr, b.log], file_logger_options: {{ log_output: new/a.log }} }}\n", "tcp");

        Assert.Equal(expected + "\n", _folder.Read("new/a.log"));
        Assert.Equal("", _error.ToString());
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void The_line_ending_is_what_the_channel_says()
    {
        Write("logs: { mode: raw, line_ending: \"\\r\\n\", channels: { rpc: { line_ending: \"|\" } } }\n", "tcp", "rpc");
        Assert.Equal("tcp says\r\nrpc says|", _error.ToString());
    }

    [Theory]
    [InlineData("off")]
    [InlineData("none")]
    public void A_log_that_is_off_opens_nothing(string mode)
    {
        Write($"logs: {{ mode: \"{mode}\", output: a.log, file_logger_options: {{ log_output: /nowhere/at/all }} }}\n", "tcp");
        Assert.Empty(_folder.Names);
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_said_at_its_err_output_and_the_others_go_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no disk that is always full but on Linux.");
        Write("logs: { mode: raw, output: [/dev/full, a.log], err_output: [faults.log] }\n", "tcp", "tcp");

        Assert.Equal("tcp says\ntcp says\n", _folder.Read("a.log"));
        Assert.Matches("^logs: /dev/full cannot be written, records are lost until it can: .*\nlogs: /dev/full: up to 2 records are lost\n$", _folder.Read("faults.log"));
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public void What_is_wrong_with_an_err_output_is_said_on_stderr()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no disk that is always full but on Linux.");
        Write("logs: { mode: raw, output: /dev/full, err_output: /dev/full }\n", "tcp");

        Assert.StartsWith("logs: /dev/full cannot be written, records are lost until it can: ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_whose_reader_has_gone_stops_nothing()
    {
        _error.Dispose();
        Write("logs: { mode: raw, output: [stderr, a.log] }\n", "tcp");
        Assert.Equal("tcp says\n", _folder.Read("a.log"));
    }

    [Theory]
    [InlineData("output: [stderr, nowhere/a.log]", "logs.output (.rr.yaml:8): {folder}/nowhere/a.log cannot be written: ")]
    [InlineData("err_output: nowhere/a.log", "logs.err_output (.rr.yaml:8): {folder}/nowhere/a.log cannot be written: ")]
    [InlineData("output: .", "logs.output (.rr.yaml:8): {folder} cannot be written: ")]
    [InlineData("channels: { tcp: { file_logger_options: { log_output: .rr.yaml/a.log } } }", "logs.channels.tcp.file_logger_options.log_output (.rr.yaml:8): {folder}/.rr.yaml/a.log cannot be written: ")]
    [InlineData("output: a.log, channels: { tcp: { file_logger_options: { log_output: a.log } } }", "logs.channels.tcp.file_logger_options.log_output (.rr.yaml:8): {folder}/a.log is already the file of logs.output (.rr.yaml:8), with other settings")]
    public void A_place_that_cannot_be_written_to_is_an_error_at_the_start(string keys, string expected)
    {
        var error = Assert.Throws<LogStartException>(() => Write($"logs: {{ {keys} }}\n"));
        Assert.StartsWith(expected, error.Message.Replace(_folder.Path, "{folder}", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Channels_can_share_a_file_that_is_set_aside()
    {
        Write("logs: { mode: raw, file_logger_options: { log_output: a.log }, channels: { tcp: { file_logger_options: { log_output: ./a.log } } } }\n", "tcp", "rpc");
        Assert.Equal("{\"message\":\"tcp says\"}\n{\"message\":\"rpc says\"}\n", _folder.Read("a.log"));
    }

    /// <summary>Writes a record of level warn to each of the channels, with a section that stands in the folder.</summary>
    private void Write(string section, params ReadOnlySpan<string> channels)
    {
        var file = _folder.PathOf(".rr.yaml");
        File.WriteAllText(file, ConfigurationFile.Minimal + section);
        RrConfiguration configuration;
        try
        {
            configuration = ConfigurationLoader.Load(file, static _ => null);
            using var loggers = HostLoggerProvider.CreateFactory(configuration, _output, _error, new ManualTime());
            foreach (var channel in channels)
            {
                loggers.CreateLogger(channel).Log(LogLevel.Warning, 0, $"{channel} says", exception: null, static (text, _) => text);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }
}
