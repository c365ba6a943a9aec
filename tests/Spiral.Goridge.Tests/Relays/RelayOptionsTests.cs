namespace Spiral.Goridge.Tests.Relays;

public sealed class RelayOptionsTests
{
    [Fact]
    public void Limit_is_64_MiB_for_the_message_and_64_KiB_for_its_context() => Assert.Equal(67_174_400, new RelayOptions().MaxPayloadBytes);

    [Fact]
    public void Limit_is_from_1_KiB_to_1_GiB()
    {
        Assert.Equal(1024, new RelayOptions { MaxPayloadBytes = 1024 }.MaxPayloadBytes);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RelayOptions { MaxPayloadBytes = 1023 });
        Assert.Equal(1_073_741_824, new RelayOptions { MaxPayloadBytes = 1_073_741_824 }.MaxPayloadBytes);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RelayOptions { MaxPayloadBytes = 1_073_741_825 });
    }

    [Fact]
    public void Relay_without_options_has_the_default_limit()
    {
        using var relay = new StreamRelay(Stream.Null, Stream.Null);
        Assert.Equal(RelayDefaults.MaxPayloadBytes, relay.MaxPayloadBytes);
    }
}
