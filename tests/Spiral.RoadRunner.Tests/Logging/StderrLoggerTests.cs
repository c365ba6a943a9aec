using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tests.Logging;

public sealed class StderrLoggerTests : IDisposable
{
    private readonly StringWriter _lines = new() { NewLine = "\n" };

    [Theory]
    [InlineData(LogLevel.Trace, "[dotnet trace] ready\n")]
    [InlineData(LogLevel.Debug, "[dotnet debug] ready\n")]
    [InlineData(LogLevel.Information, "[dotnet info] ready\n")]
    [InlineData(LogLevel.Warning, "[dotnet warning] ready\n")]
    [InlineData(LogLevel.Error, "[dotnet error] ready\n")]
    [InlineData(LogLevel.Critical, "[dotnet critical] ready\n")]
    public void Line_starts_with_the_level(LogLevel level, string expected)
    {
        Create().Log(level, "ready");

        Assert.Equal(expected, _lines.ToString());
    }

    [Fact]
    public void Values_of_the_message_follow_as_json()
    {
        Create().LogWarning("Server {Server} has {Count} clients, {Ratio} busy, {Open}, {Nothing}", "echo", 3, 0.5, true, null);

        Assert.Equal(
            """[dotnet warning] Server echo has 3 clients, 0.5 busy, True, (null) {"Server":"echo","Count":3,"Ratio":0.5,"Open":true,"Nothing":null}""" + "\n",
            _lines.ToString());
    }

    [Fact]
    public void Numbers_are_written_as_numbers()
    {
        Create().LogInformation(
            "{A} {B} {C} {D} {E}", long.MinValue, ulong.MaxValue, 1.25m, (byte)7, (short)-7);

        Assert.Equal(
            "[dotnet info] -9223372036854775808 18446744073709551615 1.25 7 -7 "
            + """{"A":-9223372036854775808,"B":18446744073709551615,"C":1.25,"D":7,"E":-7}""" + "\n",
            _lines.ToString());
    }

    [Fact]
    public void Values_that_json_has_no_word_for_are_written_as_text()
    {
        Create().LogInformation("{A} {B} {C}", double.NaN, new Version(1, 2), LogLevel.Error);

        Assert.Equal("""[dotnet info] NaN 1.2 Error {"A":"NaN","B":"1.2","C":"Error"}""" + "\n", _lines.ToString());
    }

    [Fact]
    public void Exception_is_part_of_the_json()
    {
        Create().LogError(new InvalidOperationException("no way"), "It failed");

        Assert.Equal("""[dotnet error] It failed {"exception":"System.InvalidOperationException: no way"}""" + "\n", _lines.ToString());
    }

    [Fact]
    public void Exception_follows_the_values_on_the_same_line()
    {
        var cause = Assert.Throws<InvalidOperationException>(Fail);

        Create().LogError(cause, "{Server} failed", "echo");

        var line = _lines.ToString();
        Assert.StartsWith("""[dotnet error] echo failed {"Server":"echo","exception":"System.InvalidOperationException: two\nlines\n   at """, line, StringComparison.Ordinal);
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public void Value_whose_text_cannot_be_made_does_not_cost_the_record()
    {
        Create().LogError("Value {Value} of {Server}", new Unprintable(), "echo");

        Assert.Equal(
            "[dotnet error] Value {Value} of {Server} "
            + """{"Value":"Spiral.RoadRunner.Tests.Logging.Unprintable (NotSupportedException)","Server":"echo"}""" + "\n",
            _lines.ToString());
    }

    [Fact]
    public void Formatter_that_throws_does_not_cost_the_record()
    {
        Create().Log(LogLevel.Error, default, "state", exception: null, (_, _) => throw new NotSupportedException("no text"));

        Assert.Equal("[dotnet error] state\n", _lines.ToString());
    }

    [Theory]
    [InlineData("one\ntwo", "one two")]
    [InlineData("one\r\ntwo\r\n", "one two ")]
    [InlineData("one\rtwo\u2028three\u0085four", "one two three four")]
    public void Message_of_several_lines_stays_one_line(string message, string expected)
    {
        Create().Log(LogLevel.Information, default, message, exception: null, (state, _) => state);

        Assert.Equal($"[dotnet info] {expected}\n", _lines.ToString());
    }

    [Fact]
    public void Line_end_in_a_value_stays_inside_the_json()
    {
        Create().LogInformation("Got {Text}", "a\r\nb");

        Assert.Equal("""[dotnet info] Got a b {"Text":"a\r\nb"}""" + "\n", _lines.ToString());
    }

    [Fact]
    public void Half_of_a_surrogate_pair_does_not_cost_the_record()
    {
        Create().LogInformation("{Text}", "a\ud800b");

        Assert.Equal("[dotnet info] a\ud800b {\"Text\":\"a\\uFFFDb\"}\n", _lines.ToString());
    }

    [Fact]
    public void Records_below_the_minimum_are_dropped()
    {
        var logger = new StderrLogger(LogLevel.Warning, _lines);

        logger.LogInformation("dropped");
        logger.LogWarning("kept");

        Assert.False(logger.IsEnabled(LogLevel.Information));
        Assert.True(logger.IsEnabled(LogLevel.Warning));
        Assert.Equal("[dotnet warning] kept\n", _lines.ToString());
    }

    [Fact]
    public void Default_minimum_is_information()
    {
        var logger = new StderrLogger(writer: _lines);

        logger.LogDebug("dropped");
        logger.LogInformation("kept");

        Assert.Equal("[dotnet info] kept\n", _lines.ToString());
    }

    [Theory]
    [InlineData(LogLevel.Trace)]
    [InlineData(LogLevel.None)]
    public void Level_none_is_never_written(LogLevel minimum)
    {
        var logger = new StderrLogger(minimum, _lines);

        logger.Log(LogLevel.None, "never");

        Assert.False(logger.IsEnabled(LogLevel.None));
        Assert.Equal("", _lines.ToString());
    }

    [Fact]
    public async Task Records_of_several_threads_are_whole_lines()
    {
        var logger = Create();
        var writers = Enumerable.Range(0, 4).Select(_ => OwnThread.Run(() =>
        {
            for (var round = 0; round < 500; round++)
            {
                logger.LogInformation("ready");
            }
        }));

        await Task.WhenAll(writers).Within();

        Assert.Equal(string.Concat(Enumerable.Repeat("[dotnet info] ready\n", 2000)), _lines.ToString());
    }

    [Fact]
    public void Scopes_are_accepted_and_not_written()
    {
        var logger = Create();

        using (logger.BeginScope("scope"))
        {
            logger.LogInformation("inside");
        }

        Assert.Equal("[dotnet info] inside\n", _lines.ToString());
    }

    public void Dispose() => _lines.Dispose();

    private static void Fail() => throw new InvalidOperationException("two\nlines");

    private StderrLogger Create() => new(LogLevel.Trace, _lines);
}
