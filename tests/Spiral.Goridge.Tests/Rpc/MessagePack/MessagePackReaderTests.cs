namespace Spiral.Goridge.Rpc.Tests;

public sealed class MessagePackReaderTests
{
    [Fact]
    public void Nil_and_booleans_are_read()
    {
        Assert.Null(MessagePackBytes.ReadOnly([0xc0]));
        Assert.Equal(false, MessagePackBytes.ReadOnly([0xc2]));
        Assert.Equal(true, MessagePackBytes.ReadOnly([0xc3]));
    }

    [Theory]
    [MemberData(nameof(MessagePackTables.Integers), MemberType = typeof(MessagePackTables))]
    [MemberData(nameof(MessagePackTables.LongIntegers), MemberType = typeof(MessagePackTables))]
    public void Integers_of_every_form_are_read(long value, string hex)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.Equal(value, new MessagePackReader(bytes).ReadInt64());
        Assert.Equal(value, new MessagePackReader(bytes).ReadDouble());
        if (value >= 0)
        {
            Assert.Equal((ulong)value, new MessagePackReader(bytes).ReadUInt64());
        }
        else
        {
            AssertRefused(MessagePackError.OutOfRange, hex, (ref reader) => reader.ReadUInt64());
        }

        if (value is >= int.MinValue and <= int.MaxValue)
        {
            Assert.Equal((int)value, new MessagePackReader(bytes).ReadInt32());
        }
        else
        {
            AssertRefused(MessagePackError.OutOfRange, hex, (ref reader) => reader.ReadInt32());
        }
    }

    [Fact]
    public void Integers_above_the_signed_range_are_read_as_unsigned()
    {
        Assert.Equal(ulong.MaxValue, new MessagePackReader(Convert.FromHexString("cfffffffffffffffff")).ReadUInt64());
        AssertRefused(MessagePackError.OutOfRange, "cf8000000000000000", (ref reader) => reader.ReadInt64());
        AssertRefused(MessagePackError.OutOfRange, "cf8000000000000000", (ref reader) => reader.ReadInt32());
    }

    [Theory]
    [MemberData(nameof(MessagePackTables.Doubles), MemberType = typeof(MessagePackTables))]
    public void Doubles_are_read(double value, string hex) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(new MessagePackReader(Convert.FromHexString(hex)).ReadDouble()));

    [Theory]
    [MemberData(nameof(MessagePackTables.Singles), MemberType = typeof(MessagePackTables))]
    public void Singles_are_read(float value, string hex) => Assert.Equal(value, new MessagePackReader(Convert.FromHexString(hex)).ReadDouble());

    [Fact]
    public void Nan_is_read_in_both_sizes()
    {
        Assert.True(double.IsNaN(new MessagePackReader(Convert.FromHexString("ca7fc00000")).ReadDouble()));
        Assert.True(double.IsNaN(new MessagePackReader(Convert.FromHexString("cb7ff8000000000000")).ReadDouble()));
    }

    [Theory]
    [MemberData(nameof(MessagePackTables.Strings), MemberType = typeof(MessagePackTables))]
    public void Strings_are_read(int length, string header) =>
        Assert.Equal(new string('x', length), new MessagePackReader(MessagePackBytes.With(header, length, (byte)'x')).ReadString());

    [Theory]
    [InlineData("d903616263")]
    [InlineData("da0003616263")]
    [InlineData("db00000003616263")]
    public void Strings_with_long_headers_are_read(string hex) => Assert.Equal("abc", new MessagePackReader(Convert.FromHexString(hex)).ReadString());

    [Theory]
    [MemberData(nameof(MessagePackTables.Binaries), MemberType = typeof(MessagePackTables))]
    public void Bytes_are_read(int length, string header) =>
        Assert.Equal(Enumerable.Repeat((byte)7, length), new MessagePackReader(MessagePackBytes.With(header, length, 7)).ReadBinary().ToArray());

    [Theory]
    [MemberData(nameof(MessagePackTables.Arrays), MemberType = typeof(MessagePackTables))]
    public void Arrays_are_read(int count, string header)
    {
        var values = Assert.IsType<object?[]>(MessagePackBytes.ReadOnly(MessagePackBytes.With(header, count, 0x2a)));
        Assert.Equal(count, values.Length);
        Assert.All(values, value => Assert.Equal(42L, value));
    }

    [Theory]
    [MemberData(nameof(MessagePackTables.Maps), MemberType = typeof(MessagePackTables))]
    public void Maps_are_read(int count, string header)
    {
        var entries = Assert.IsType<KeyValuePair<object?, object?>[]>(MessagePackBytes.ReadOnly(MessagePackBytes.With(header, 2 * count, 0xc3)));
        Assert.Equal(count, entries.Length);
        Assert.All(entries, entry => Assert.Equal(new KeyValuePair<object?, object?>(true, true), entry));
    }

    [Theory]
    [MemberData(nameof(MessagePackTables.Extensions), MemberType = typeof(MessagePackTables))]
    public void Extensions_are_read(int length, string header)
    {
        var data = new MessagePackReader(MessagePackBytes.With(header, length, 9)).ReadExtension(out var type);
        Assert.Equal(5, type);
        Assert.Equal(Enumerable.Repeat((byte)9, length), data.ToArray());
    }

    [Theory]
    [MemberData(nameof(MessagePackTables.Timestamps), MemberType = typeof(MessagePackTables))]
    public void Timestamps_are_read(long seconds, uint nanoseconds, string hex) =>
        Assert.Equal(new MessagePackTimestamp(seconds, nanoseconds), new MessagePackReader(Convert.FromHexString(hex)).ReadTimestamp());

    [Theory]
    [InlineData("d7ffee6b280000000000", MessagePackError.OutOfRange)]
    [InlineData("c70cff3b9aca000000000000000000", MessagePackError.OutOfRange)]
    [InlineData("d60500000000", MessagePackError.UnexpectedType)]
    [InlineData("d5ff0000", MessagePackError.UnexpectedType)]
    [InlineData("c0", MessagePackError.UnexpectedType)]
    public void Bytes_that_are_no_timestamp_are_refused(string hex, MessagePackError error) =>
        AssertRefused(error, hex, (ref reader) => reader.ReadTimestamp());

    [Fact]
    public void Never_used_byte_is_refused() => AssertRefused(MessagePackError.NeverUsed, "c1", (ref reader) => reader.PeekType());

    [Theory]
    [InlineData("a2c328")]
    [InlineData("a1ff")]
    [InlineData("a3eda080")]
    public void String_that_is_not_utf8_is_refused_as_text_and_readable_as_bytes(string hex)
    {
        AssertRefused(MessagePackError.InvalidText, hex, (ref reader) => reader.ReadString());
        Assert.Equal(hex[2..], Convert.ToHexStringLower(new MessagePackReader(Convert.FromHexString(hex)).ReadUtf8()));
    }

    [Theory]
    [InlineData("a161")]
    [InlineData("c0")]
    [InlineData("90")]
    [InlineData("cb3ff8000000000000")]
    public void Value_of_another_type_is_refused(string hex) => AssertRefused(MessagePackError.UnexpectedType, hex, (ref reader) => reader.ReadInt64());

    [Fact]
    public void Error_says_what_was_found_and_where()
    {
        var error = Assert.Throws<MessagePackException>(() =>
        {
            var reader = new MessagePackReader([0x01, 0x02, 0x90]);
            reader.Skip();
            reader.Skip();
            reader.ReadString();
        });

        Assert.Equal("Expected String, found Array at byte 2.", error.Message);
        Assert.Equal(2, error.Position);
    }

    [Fact]
    public void Reading_behind_the_end_is_refused() => AssertRefused(MessagePackError.Truncated, "", (ref reader) => reader.PeekType());

    [Fact]
    public void Skip_passes_whole_values()
    {
        var reader = new MessagePackReader(Convert.FromHexString("82a16192c0c2a16281a1639301d40500d6ff0000000107"));
        reader.Skip();
        Assert.Equal(7, reader.ReadInt32());
        Assert.True(reader.IsAtEnd);
    }

    [Fact]
    public void Skip_of_the_last_element_closes_its_array()
    {
        var reader = new MessagePackReader(Convert.FromHexString("9201920203" + "05"));
        Assert.Equal(2, reader.ReadArrayHeader());
        Assert.Equal(1, reader.ReadInt32());
        reader.Skip();
        Assert.Equal(5, reader.ReadInt32());
        reader.ReadEnd();
    }

    [Fact]
    public void Try_read_nil_leaves_other_values_alone()
    {
        var reader = new MessagePackReader([0xc0, 0x01]);
        Assert.True(reader.TryReadNil());
        Assert.False(reader.TryReadNil());
        Assert.Equal(1, reader.ReadInt32());
        Assert.False(reader.TryReadNil());
    }

    [Fact]
    public void Nesting_up_to_the_limit_is_read_and_above_it_refused()
    {
        byte[] nil = [0xc0];
        var deep = Enumerable.Repeat((byte)0x91, 64).Concat(nil).ToArray();
        var tooDeep = Enumerable.Repeat((byte)0x91, 65).Concat(nil).ToArray();

        new MessagePackReader(deep).Skip();
        MessagePackBytes.ReadOnly(deep);
        Assert.Equal(MessagePackError.TooDeep, Assert.Throws<MessagePackException>(() => new MessagePackReader(tooDeep).Skip()).Error);
        Assert.Equal(MessagePackError.TooDeep, Assert.Throws<MessagePackException>(() => MessagePackBytes.ReadOnly(tooDeep)).Error);
    }

    [Fact]
    public void Arrays_beside_each_other_are_not_nesting()
    {
        var bytes = Convert.FromHexString("dc0100" + string.Concat(Enumerable.Repeat("9190", 256)));
        var reader = new MessagePackReader(bytes);
        reader.Skip();
        Assert.True(reader.IsAtEnd);
    }

    private delegate object? Read(ref MessagePackReader reader);

    private static void AssertRefused(MessagePackError error, string hex, Read read)
    {
        var refusal = Assert.Throws<MessagePackException>(() =>
        {
            var reader = new MessagePackReader(Convert.FromHexString(hex));
            read(ref reader);
        });
        Assert.Equal(error, refusal.Error);
    }
}
