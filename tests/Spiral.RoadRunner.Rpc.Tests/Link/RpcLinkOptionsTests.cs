namespace Spiral.RoadRunner.Rpc.Tests;

public sealed class RpcLinkOptionsTests
{
    public static TheoryData<string, Func<object>> Refused => new()
    {
        { "CallTimeout is above zero and at most a day. (Parameter 'CallTimeout')\nActual value was 00:00:00.", () => new RpcLinkOptions { CallTimeout = TimeSpan.Zero } },
        { "DrainTimeout is above zero and at most a day. (Parameter 'DrainTimeout')\nActual value was -00:00:01.", () => new RpcLinkOptions { DrainTimeout = -Seconds.Of(1) } },
        { "MaxInFlight is from 1 to 1,048,576. (Parameter 'MaxInFlight')\nActual value was 0.", () => new RpcLinkOptions { MaxInFlight = 0 } },
        { "MaxPayloadBytes is from 1,024 to 1,073,741,824. (Parameter 'MaxPayloadBytes')\nActual value was 1.", () => new RpcLinkOptions { MaxPayloadBytes = 1 } },
        { "Address has to be tcp://host:port or unix://path: RPC does not run over the standard streams. (Parameter 'Address')", () => new RpcLinkOptions { Address = RelayAddress.Pipes } },
        { "Address is tcp://127.0.0.1:0; a port to connect to is from 1 to 65535. (Parameter 'Address')", () => new RpcLinkOptions { Address = RelayAddress.Tcp("127.0.0.1", 0) } },
        { "InitialDelay is above zero and at most a day. (Parameter 'InitialDelay')\nActual value was 00:00:00.", () => new RpcRetryOptions { InitialDelay = TimeSpan.Zero } },
        { "MaxDelay is above zero and at most a day. (Parameter 'MaxDelay')\nActual value was 2.00:00:00.", () => new RpcRetryOptions { MaxDelay = TimeSpan.FromDays(2) } },
        { "Multiplier is from 1 to 100. (Parameter 'Multiplier')\nActual value was 0.5.", () => new RpcRetryOptions { Multiplier = 0.5 } },
        { "Multiplier is from 1 to 100. (Parameter 'Multiplier')\nActual value was NaN.", () => new RpcRetryOptions { Multiplier = double.NaN } },
        { "MaxAttempts is from 0 to 2,147,483,647. (Parameter 'MaxAttempts')\nActual value was -1.", () => new RpcRetryOptions { MaxAttempts = -1 } },
        { "Interval is above zero and at most a day. (Parameter 'Interval')\nActual value was 00:00:00.", () => new RpcHeartbeatOptions { Interval = TimeSpan.Zero } },
        { "Timeout is above zero and at most a day. (Parameter 'Timeout')\nActual value was 00:00:00.", () => new RpcHeartbeatOptions { Timeout = TimeSpan.Zero } },
        { "Retry: MaxDelay (00:00:01) is below InitialDelay (00:00:02). (Parameter 'options')", () => new RpcLink(new RpcLinkOptions { Retry = new RpcRetryOptions { InitialDelay = Seconds.Of(2), MaxDelay = Seconds.Of(1) } }) },
        { "Heartbeat: Timeout (00:00:30) has to be below Interval (00:00:30). (Parameter 'options')", () => new RpcLink(new RpcLinkOptions { Heartbeat = new RpcHeartbeatOptions { Timeout = Seconds.Of(30) } }) },
        { "QueueCapacity is from 1 to 1,048,576. (Parameter 'QueueCapacity')\nActual value was 0.", () => new AppLoggerOptions { QueueCapacity = 0 } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_bad_value_is_refused_with_a_text_that_names_it(string text, Func<object> create) =>
        Assert.Equal(text, Assert.ThrowsAny<ArgumentException>(create).Message.ReplaceLineEndings("\n"));

    [Fact]
    public void Defaults_are_the_documented_ones()
    {
        var options = new RpcLinkOptions();
        Assert.Equal(Seconds.Of(30), options.CallTimeout);
        Assert.Equal(1024, options.MaxInFlight);
        Assert.Equal(Seconds.Of(1), options.DrainTimeout);
        Assert.Equal((64 * 1024 * 1024) + (64 * 1024), options.MaxPayloadBytes);
        Assert.Equal(new RpcRetryOptions { Enabled = true, InitialDelay = Seconds.Of(1), Multiplier = 2, MaxDelay = Seconds.Of(60), MaxAttempts = 0 }, options.Retry);
        Assert.Equal(new RpcHeartbeatOptions { Enabled = true, Interval = Seconds.Of(30), Timeout = Seconds.Of(10) }, options.Heartbeat);
    }

    [Fact]
    public void An_address_that_nobody_set_is_the_default_one()
    {
        Assert.Null(Environment.GetEnvironmentVariable(RpcLinkOptions.AddressVariable));
        Assert.Equal("tcp://127.0.0.1:6001", new RpcLinkOptions().GetAddress().ToString());
    }

    [Fact]
    public void Delays_double_up_to_the_longest()
    {
        var retry = new RpcRetryOptions();
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], Enumerable.Range(1, 8).Select(attempt => (int)retry.GetDelay(attempt).TotalSeconds));
        Assert.Equal(Seconds.Of(60), retry.GetDelay(int.MaxValue));
    }
}
