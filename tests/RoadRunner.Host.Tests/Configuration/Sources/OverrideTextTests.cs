using RoadRunner.Host.Configuration.Sources;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration.Sources;

public sealed class OverrideTextTests
{
    [Theory]
    [InlineData("tcp.pool.num_workers=2", "tcp.pool.num_workers", "2")]
    [InlineData("TCP.Pool.Num_Workers=2", "tcp.pool.num_workers", "2")]
    [InlineData(" a.b = c ", "a.b", "c")]
    [InlineData("a=b=c", "a", "b=c")]
    [InlineData("a=\"b c\"", "a", "b c")]
    [InlineData("a='b'", "a", "b")]
    [InlineData("a=`b`", "a", "b")]
    [InlineData("a=\"say \\\"hi\\\"\"", "a", "say \"hi\"")]
    [InlineData("a='say \"hi\"'", "a", "say \"hi\"")]
    [InlineData("a=\"\"", "a", "")]
    [InlineData("a=\"", "a", "\"")]
    [InlineData("a=\"b", "a", "\"b")]
    [InlineData("a='b\"", "a", "'b\"")]
    [InlineData("'a.b=c'", "a.b", "c")]
    [InlineData("a=[b,c]", "a", "[b,c]")]
    [InlineData("a=${B:-x}", "a", "${B:-x}")]
    public void Key_and_value_are_parted_at_the_first_equals_sign(string text, string key, string value) =>
        Assert.Equal(new OverrideText(key, value), OverrideText.Parse(text));

    [Theory]
    [InlineData("tcp.pool.num_workers", "-o tcp.pool.num_workers: there is no \"=\"; write key.path=value")]
    [InlineData("tcp.pool.num_workers=", "-o tcp.pool.num_workers: there is no value behind \"=\"; write key.path=value")]
    [InlineData("tcp.pool.num_workers= ", "-o tcp.pool.num_workers: there is no value behind \"=\"; write key.path=value")]
    [InlineData("=2", "-o: there is no key; write key.path=value")]
    [InlineData("", "-o: there is no key; write key.path=value")]
    [InlineData("''", "-o: there is no key; write key.path=value")]
    [InlineData("tcp..pool=2", "-o tcp..pool: a part of the key is empty; write key.path=value")]
    [InlineData(".tcp=2", "-o .tcp: a part of the key is empty; write key.path=value")]
    [InlineData("tcp.=2", "-o tcp.: a part of the key is empty; write key.path=value")]
    public void What_is_no_key_and_value_is_an_error(string text, string expected)
    {
        var fault = Assert.Throws<SourceException>(() => OverrideText.Parse(text));

        Assert.Equal(expected, $"{fault.Place}: {fault.Message}");
    }
}
