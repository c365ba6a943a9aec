namespace Spiral.Goridge.Tests.Frames;

public sealed class FlagsTests
{
    [Theory]
    [InlineData(FrameFlags.None, 0x00)]
    [InlineData(FrameFlags.Control, 0x01)]
    [InlineData(FrameFlags.Raw, 0x04)]
    [InlineData(FrameFlags.Json, 0x08)]
    [InlineData(FrameFlags.MessagePack, 0x10)]
    [InlineData(FrameFlags.Gob, 0x20)]
    [InlineData(FrameFlags.Error, 0x40)]
    [InlineData(FrameFlags.Proto, 0x80)]
    public void Flag_has_the_bit_of_the_protocol(FrameFlags flag, byte bit) => Assert.Equal(bit, (byte)flag);

    [Theory]
    [InlineData(StreamFlags.None, 0x00)]
    [InlineData(StreamFlags.Stream, 0x01)]
    [InlineData(StreamFlags.Stop, 0x02)]
    [InlineData(StreamFlags.Ping, 0x04)]
    [InlineData(StreamFlags.Pong, 0x08)]
    public void Stream_flag_has_the_bit_of_the_protocol(StreamFlags flag, byte bit) => Assert.Equal(bit, (byte)flag);
}
