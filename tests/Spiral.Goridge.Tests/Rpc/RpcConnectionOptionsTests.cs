namespace Spiral.Goridge.Rpc.Tests;

public sealed class RpcConnectionOptionsTests
{
    [Fact]
    public void Defaults_are_the_documented_ones()
    {
        var options = new RpcConnectionOptions();

        Assert.Equal(67_174_400, options.MaxPayloadBytes);
        Assert.Equal(TimeSpan.FromSeconds(30), options.CallTimeout);
        Assert.Equal(1024, options.MaxInFlight);
        Assert.Equal(65536, options.MaxAbandoned);
        Assert.Equal(1024 * 1024, options.MaxUnsentBytes);
        Assert.Equal(1u, options.FirstSequence);
        Assert.Same(TimeProvider.System, options.TimeProvider);
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RpcConnectionOptions { MaxPayloadBytes = 1023 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RpcConnectionOptions { MaxPayloadBytes = (1024 * 1024 * 1024) + 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RpcConnectionOptions { CallTimeout = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RpcConnectionOptions { CallTimeout = TimeSpan.FromDays(50) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RpcConnectionOptions { MaxInFlight = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RpcConnectionOptions { MaxAbandoned = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RpcConnectionOptions { MaxUnsentBytes = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RpcConnectionOptions { MaxUnsentBytes = (256 * 1024 * 1024) + 1 });
    }

    [Fact]
    public void Infinite_timeout_is_allowed() =>
        Assert.Equal(Timeout.InfiniteTimeSpan, new RpcConnectionOptions { CallTimeout = Timeout.InfiniteTimeSpan }.CallTimeout);
}
