using Spiral.Goridge.Tests.Frames;

namespace Spiral.Goridge.Tests.Relays;

public sealed class ReceiveBufferTests
{
    private const int InitialBytes = 80 * 1024;

    [Fact]
    public void Large_buffer_is_given_back_when_its_frame_is_no_longer_borrowed()
    {
        var buffer = new ReceiveBuffer(RelayDefaults.MaxPayloadBytes);
        Receive(buffer, FrameAssert.Encode(FrameFlags.None, [], new byte[1024 * 1024]));
        Assert.True(buffer.TryRead(out var frame));
        Assert.Equal(1024 * 1024, frame.Payload.Length);

        Assert.Equal(InitialBytes, buffer.GetFreeMemory().Length);
    }

    [Fact]
    public void Buffer_grows_with_the_bytes_that_came_and_not_with_those_announced()
    {
        var buffer = new ReceiveBuffer(RelayDefaults.MaxPayloadBytes);
        Receive(buffer, FrameAssert.Encode(FrameFlags.None, [], new byte[64 * 1024 * 1024]).AsSpan(0, InitialBytes + 1));
        Assert.False(buffer.TryRead(out _));
        Assert.InRange(buffer.GetFreeMemory().Length + buffer.Count, InitialBytes + 1, 4 * InitialBytes);
    }

    [Fact]
    public void Frame_behind_a_borrowed_one_is_moved_to_the_front_when_room_is_needed()
    {
        var buffer = new ReceiveBuffer(RelayDefaults.MaxPayloadBytes);
        var first = FrameAssert.Encode(FrameFlags.None, [], new byte[60 * 1024]);
        var second = FrameAssert.Encode(FrameFlags.Error, [], Enumerable.Repeat((byte)7, 30 * 1024).ToArray());
        var begun = InitialBytes - first.Length;
        Receive(buffer, [.. first, .. second.AsSpan(0, begun)]);
        Assert.True(buffer.TryRead(out _));
        Assert.False(buffer.TryRead(out _));

        Assert.Equal(InitialBytes - begun, buffer.GetFreeMemory().Length);
        Receive(buffer, second.AsSpan(begun));
        Assert.True(buffer.TryRead(out var frame));
        Assert.Equal(30 * 1024, frame.Payload.Length);
        Assert.DoesNotContain((byte)0, frame.Payload.ToArray());
        Assert.Equal(0, buffer.Count);
    }

    private static void Receive(ReceiveBuffer buffer, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var free = buffer.GetFreeMemory().Span;
            var count = Math.Min(free.Length, bytes.Length);
            bytes[..count].CopyTo(free);
            buffer.Advance(count);
            bytes = bytes[count..];
        }
    }
}
