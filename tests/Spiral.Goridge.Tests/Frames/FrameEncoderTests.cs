using System.Buffers;

namespace Spiral.Goridge.Tests.Frames;

public sealed class FrameEncoderTests
{
    [Fact]
    public void Eleven_options_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameAssert.Encode(FrameFlags.None, new uint[11], []));

    [Fact]
    public void Options_that_do_not_match_the_header_are_refused()
    {
        var header = new FrameHeader(FrameFlags.None, StreamFlags.None, optionCount: 1, payloadBytes: 0);
        var exception = Assert.Throws<ArgumentException>(() => FrameEncoder.WriteHeader(new byte[FrameHeader.MaxBytes], header, [1, 2]));
        Assert.Equal("The header announces 1 options, 2 were given. (Parameter 'options')", exception.Message);
    }

    [Fact]
    public void Destination_without_room_for_the_options_is_refused()
    {
        var header = new FrameHeader(FrameFlags.None, StreamFlags.None, optionCount: 1, payloadBytes: 0);
        var exception = Assert.Throws<ArgumentException>(() => FrameEncoder.WriteHeader(new byte[15], header, [1]));
        Assert.Equal("The header has 16 bytes, there is room for 15. (Parameter 'destination')", exception.Message);
    }

    [Fact]
    public void Destination_without_room_for_the_header_is_refused()
    {
        var header = new FrameHeader(FrameFlags.None, StreamFlags.None, optionCount: 0, payloadBytes: 0);
        var exception = Assert.Throws<ArgumentException>(() => header.WriteTo(new byte[11]));
        Assert.Equal("A frame header has 12 bytes, there is room for 11. (Parameter 'destination')", exception.Message);
    }

    [Fact]
    public void Header_is_not_parsed_from_fewer_bytes_than_it_has()
    {
        var exception = Assert.Throws<ArgumentException>(() => FrameHeader.Parse(new byte[11]));
        Assert.Equal("A frame header has 12 bytes, 11 were given. (Parameter 'bytes')", exception.Message);
    }

    [Fact]
    public void Frames_are_appended_to_what_the_writer_holds()
    {
        var writer = new ArrayBufferWriter<byte>();
        FrameEncoder.Write(writer, FrameFlags.None, [8], "CONTINUE"u8);
        FrameEncoder.Write(writer, FrameFlags.Error, [], "boom"u8);
        Assert.Equal([.. VectorFiles.ReadHex("answer-continue"), .. VectorFiles.ReadHex("answer-error")], writer.WrittenSpan.ToArray());
    }
}
