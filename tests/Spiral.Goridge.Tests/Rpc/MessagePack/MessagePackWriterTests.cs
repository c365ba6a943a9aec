namespace Spiral.Goridge.Rpc.Tests;

public sealed class MessagePackWriterTests
{
    [Fact]
    public void Nil_and_booleans_are_one_byte()
    {
        Assert.Equal("c0", MessagePackBytes.Write(writer => writer.WriteNil()));
        Assert.Equal("c2", MessagePackBytes.Write(writer => writer.Write(false)));
        Assert.Equal("c3", MessagePackBytes.Write(writer => writer.Write(true)));
    }

    [Theory]
    [MemberData(nameof(MessagePackTables.Integers), MemberType = typeof(MessagePackTables))]
    public void Integers_take_their_shortest_form(long value, string hex) =>
        Assert.Equal(hex, MessagePackBytes.Write(writer => writer.Write(value)));

    [Fact]
    public void Integers_above_the_signed_range_are_uint_64()
    {
        Assert.Equal("cf8000000000000000", MessagePackBytes.Write(writer => writer.Write(1UL << 63)));
        Assert.Equal("cfffffffffffffffff", MessagePackBytes.Write(writer => writer.Write(ulong.MaxValue)));
    }

    [Theory]
    [MemberData(nameof(MessagePackTables.Doubles), MemberType = typeof(MessagePackTables))]
    public void Doubles_are_float_64(double value, string hex) => Assert.Equal(hex, MessagePackBytes.Write(writer => writer.Write(value)));

    [Theory]
    [MemberData(nameof(MessagePackTables.Singles), MemberType = typeof(MessagePackTables))]
    public void Singles_are_float_32(float value, string hex) => Assert.Equal(hex, MessagePackBytes.Write(writer => writer.Write(value)));

    [Theory]
    [MemberData(nameof(MessagePackTables.Strings), MemberType = typeof(MessagePackTables))]
    public void Strings_take_their_shortest_header(int length, string header)
    {
        var expected = Convert.ToHexStringLower(MessagePackBytes.With(header, length, (byte)'x'));
        Assert.Equal(expected, MessagePackBytes.Write(writer => writer.Write(new string('x', length))));
        Assert.Equal(expected, MessagePackBytes.Write(writer => writer.WriteUtf8(Enumerable.Repeat((byte)'x', length).ToArray())));
    }

    [Fact]
    public void Length_of_a_string_is_counted_in_bytes() =>
        Assert.Equal("d920" + string.Concat(Enumerable.Repeat("c3bc", 16)), MessagePackBytes.Write(writer => writer.Write(new string('ü', 16))));

    [Theory]
    [MemberData(nameof(MessagePackTables.Binaries), MemberType = typeof(MessagePackTables))]
    public void Bytes_take_their_shortest_header(int length, string header) =>
        Assert.Equal(Convert.ToHexStringLower(MessagePackBytes.With(header, length, 0)), MessagePackBytes.Write(writer => writer.WriteBinary(new byte[length])));

    [Theory]
    [MemberData(nameof(MessagePackTables.Arrays), MemberType = typeof(MessagePackTables))]
    public void Arrays_take_their_shortest_header(int count, string header) =>
        Assert.Equal(header, MessagePackBytes.Write(writer => writer.WriteArrayHeader(count)));

    [Theory]
    [MemberData(nameof(MessagePackTables.Maps), MemberType = typeof(MessagePackTables))]
    public void Maps_take_their_shortest_header(int count, string header) =>
        Assert.Equal(header, MessagePackBytes.Write(writer => writer.WriteMapHeader(count)));

    [Theory]
    [MemberData(nameof(MessagePackTables.Extensions), MemberType = typeof(MessagePackTables))]
    public void Extensions_take_their_shortest_header(int length, string header) =>
        Assert.Equal(Convert.ToHexStringLower(MessagePackBytes.With(header, length, 0)), MessagePackBytes.Write(writer => writer.WriteExtension(5, new byte[length])));

    [Theory]
    [MemberData(nameof(MessagePackTables.Timestamps), MemberType = typeof(MessagePackTables))]
    public void Timestamps_take_their_shortest_form(long seconds, uint nanoseconds, string hex) =>
        Assert.Equal(hex, MessagePackBytes.Write(writer => writer.Write(new MessagePackTimestamp(seconds, nanoseconds))));

    [Fact]
    public void Negative_counts_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MessagePackBytes.Write(writer => writer.WriteArrayHeader(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => MessagePackBytes.Write(writer => writer.WriteMapHeader(-1)));
    }
}
