using System.Buffers;
using FsCheck;
using FsCheck.Fluent;

namespace Spiral.Goridge.Tests.Frames;

public sealed class FramePropertyTests
{
    private const int MaxPayloadBytes = 64 * 1024;

    // Bytes from a seed: making 64 KiB of them one by one would take the generator longer than the codec takes for all.
    private static readonly Gen<byte[]> Payloads =
        from length in Gen.Frequency(
            (8, Gen.Choose(0, 64)),
            (2, Gen.Choose(65, 4096)),
            (1, Gen.Choose(4097, MaxPayloadBytes)),
            (1, Gen.Elements(0, 1, MaxPayloadBytes - 1, MaxPayloadBytes)))
        from seed in Gen.Choose(0, int.MaxValue)
        select BytesOf(length, seed);

    private static readonly Gen<uint[]> Options =
        from count in Gen.Choose(0, FrameHeader.MaxOptions)
        from options in Gen.Choose(int.MinValue, int.MaxValue).Select(value => (uint)value).ArrayOf(count)
        select options;

    private static readonly Gen<MadeFrame> Frames =
        from flags in Gen.Choose(0, 255)
        from stream in Gen.Choose(0, 255)
        from options in Options
        from payload in Payloads
        select new MadeFrame((FrameFlags)flags, (StreamFlags)stream, options, payload);

    // Plain noise hardly ever gets past the first byte, so most cases start like a frame.
    private static readonly Gen<byte[]> Noise =
        from start in Gen.Elements(0, 1, 2)
        from length in Gen.Choose(0, 80)
        from seed in Gen.Choose(0, int.MaxValue)
        from words in Gen.Choose(0, 15)
        select start switch
        {
            0 => BytesOf(length, seed),
            1 => [(byte)(0x10 | words), .. BytesOf(length, seed)],
            _ => WithChecksum([(byte)(0x10 | words), .. BytesOf(length, seed)]),
        };

    private static readonly Gen<byte[]> MutatedFrames =
        from frame in Frames
        from seed in Gen.Choose(0, int.MaxValue)
        from changes in Gen.Choose(1, 4)
        from repair in Gen.Choose(0, 1)
        select Mutate(frame.Encode(), new Random(seed), changes, repair == 1);

    [Fact]
    public void Frame_comes_back_as_it_was_sent() => PropertyCheck.ForAll(Frames, made =>
    {
        var bytes = made.Encode();
        var buffer = new ReadOnlySequence<byte>(bytes);
        Assert.True(FrameDecoder.TryRead(ref buffer, MaxPayloadBytes, out var frame));
        Assert.True(buffer.IsEmpty);
        Assert.Equal(made.Flags, frame.Flags);
        Assert.Equal(made.Stream, frame.Stream);
        Assert.True(made.Options.AsSpan().SequenceEqual(FrameAssert.Options(frame)));
        Assert.True(made.Payload.AsSpan().SequenceEqual(frame.Payload.Span));
    });

    [Fact]
    public void Any_bytes_give_a_frame_or_more_or_FrameFormatException() => PropertyCheck.ForAll(Noise, AssertOneOfThree);

    [Fact]
    public void Damaged_frames_give_a_frame_or_more_or_FrameFormatException() => PropertyCheck.ForAll(MutatedFrames, AssertOneOfThree);

    // Any other exception comes out of here and fails the property.
    private static void AssertOneOfThree(byte[] bytes)
    {
        var fromMemory = Outcome(() => FrameDecoder.TryRead(bytes, MaxPayloadBytes, out var frame) ? Describe(frame) : "more");
        var fromSequence = Outcome(() =>
        {
            var buffer = Cut.At(bytes, bytes.Length / 2);
            return FrameDecoder.TryRead(ref buffer, MaxPayloadBytes, out var frame) ? Describe(frame) : "more";
        });
        Assert.Equal(fromMemory, fromSequence);
    }

    private static string Outcome(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (FrameFormatException exception)
        {
            return exception.Error.ToString();
        }
    }

    // Touches everything that is computed from the bytes.
    private static string Describe(Frame frame)
    {
        var options = string.Join(',', FrameAssert.Options(frame));
        return $"{frame.Flags} {frame.Stream} {options} {frame.Payload.Length} {Outcome(() => Split(frame))}";
    }

    private static string Split(Frame frame)
    {
        frame.SplitPayload(out var context, out var body);
        Assert.Equal(frame.Payload.Length, context.Length + body.Length);
        return $"{context.Length}+{body.Length}";
    }

    private static byte[] Mutate(byte[] bytes, Random random, int changes, bool repair)
    {
        for (var change = 0; change < changes && bytes.Length > 0; change++)
        {
            var at = random.Next(Math.Min(bytes.Length, 64));
            switch (random.Next(3))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes = bytes[..random.Next(bytes.Length)];
                    break;
                default:
                    bytes = [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]];
                    break;
            }
        }

        return repair ? WithChecksum(bytes) : bytes;
    }

    // Damage with a checksum that fits gets further into the decoder.
    private static byte[] WithChecksum(byte[] bytes)
    {
        if (bytes.Length >= 10)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(6), Crc32.Compute(bytes.AsSpan(0, 6)));
        }

        return bytes;
    }

    private static byte[] BytesOf(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private sealed record MadeFrame(FrameFlags Flags, StreamFlags Stream, uint[] Options, byte[] Payload)
    {
        public byte[] Encode() => FrameAssert.Encode(Flags, Options, Payload, Stream);
    }
}
