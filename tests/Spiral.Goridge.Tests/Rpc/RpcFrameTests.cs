using System.Buffers;

namespace Spiral.Goridge.Rpc.Tests;

public sealed class RpcFrameTests
{
    [Fact]
    public void Request_is_written_as_protocol_md_example_12()
    {
        var frame = new ArrayBufferWriter<byte>();
        RpcFrame.Write(frame, FrameFlags.Json, 1, "rpc.Version"u8, "true"u8);

        Assert.Equal("15080f0000001c69ca8a0000010000000b0000007270632e56657273696f6e74727565", Convert.ToHexStringLower(frame.WrittenSpan));
    }

    [Fact]
    public void Error_is_written_as_protocol_md_example_14()
    {
        var frame = new ArrayBufferWriter<byte>();
        RpcFrame.WriteError(frame, new RpcMessage(FrameFlags.Json, 5, "tcp.Nope"u8.ToArray(), default), "rpc: can't find method tcp.Nope");

        Assert.Equal(
            "15482700000084b6bfb7000005000000080000007463702e4e6f70657270633a2063616e27742066696e64206d6574686f64207463702e4e6f7065",
            Convert.ToHexStringLower(frame.WrittenSpan));
    }

    [Fact]
    public void Message_has_the_parts_of_its_frame()
    {
        Assert.True(FrameDecoder.TryRead(Convert.FromHexString("15482700000084b6bfb7000005000000080000007463702e4e6f70657270633a2063616e27742066696e64206d6574686f64207463702e4e6f7065"), 1024, out var frame));
        var message = RpcFrame.Read(frame);

        Assert.True(message.IsError);
        Assert.Equal(FrameFlags.Json | FrameFlags.Error, message.Flags);
        Assert.Equal(5u, message.Sequence);
        Assert.True(message.Method.Span.SequenceEqual("tcp.Nope"u8));
        Assert.True(message.Body.Span.SequenceEqual("rpc: can't find method tcp.Nope"u8));
        Assert.Equal("#5 tcp.Nope (31 bytes)", message.ToString());
    }

    [Theory]
    [InlineData(3u, "tcp", "")]
    [InlineData(0u, "", "tcp")]
    public void Length_of_the_method_may_be_all_or_nothing(uint methodBytes, string method, string body)
    {
        var message = RpcFrame.Read(Decode([7, methodBytes]));

        Assert.Equal(method, System.Text.Encoding.UTF8.GetString(message.Method.Span));
        Assert.Equal(body, System.Text.Encoding.UTF8.GetString(message.Body.Span));
    }

    [Theory]
    [InlineData(4u)]
    [InlineData(int.MaxValue)]
    [InlineData(uint.MaxValue)]
    public void Method_beyond_the_payload_is_refused(uint methodBytes)
    {
        var error = Assert.Throws<FrameFormatException>(() => RpcFrame.Read(Decode([7, methodBytes])));
        Assert.Equal(FrameError.OptionBeyondPayload, error.Error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void Frame_with_another_number_of_options_is_refused(int count)
    {
        var error = Assert.Throws<FrameFormatException>(() => RpcFrame.Read(Decode(new uint[count])));
        Assert.Equal(FrameError.WrongOptionCount, error.Error);
    }

    [Theory]
    [InlineData(FrameFlags.None, FrameFlags.Gob, FrameFlags.None)]
    [InlineData(FrameFlags.Control, FrameFlags.Gob, FrameFlags.None)]
    [InlineData(FrameFlags.Json | FrameFlags.Error | FrameFlags.Control, FrameFlags.Json, FrameFlags.Json)]
    [InlineData(FrameFlags.Raw, FrameFlags.Raw, FrameFlags.Raw)]
    [InlineData(FrameFlags.Gob | FrameFlags.MessagePack, FrameFlags.MessagePack, FrameFlags.Gob)]
    [InlineData(FrameFlags.Gob | FrameFlags.Raw, FrameFlags.Raw, FrameFlags.Gob)]
    [InlineData(FrameFlags.Raw | FrameFlags.MessagePack, FrameFlags.Raw, FrameFlags.Raw)]
    [InlineData(RpcFrame.CodecMask, FrameFlags.Proto, FrameFlags.Proto)]
    [InlineData(RpcFrame.CodecMask & ~FrameFlags.Proto, FrameFlags.Json, FrameFlags.Json)]
    public void Codec_is_chosen_as_the_Go_server_chooses(FrameFlags flags, FrameFlags reply, FrameFlags request)
    {
        Assert.Equal(reply, RpcFrame.GetReplyCodec(flags));
        Assert.Equal(request, RpcFrame.GetRequestCodec(flags));
    }

    private static Frame Decode(ReadOnlySpan<uint> options)
    {
        var bytes = new ArrayBufferWriter<byte>();
        FrameEncoder.Write(bytes, FrameFlags.Raw, options, "tcp"u8);
        Assert.True(FrameDecoder.TryRead(bytes.WrittenMemory, 1024, out var frame));
        return frame;
    }
}
