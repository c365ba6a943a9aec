namespace Spiral.Goridge.Rpc.Tests;

public sealed class MessagePackConverterTests
{
    [Fact]
    public void Plain_types_keep_their_values()
    {
        AssertKept(MessagePackConverters.Boolean, true, "c3");
        AssertKept(MessagePackConverters.Int64, -33, "d0df");
        AssertKept(MessagePackConverters.UInt64, ulong.MaxValue, "cfffffffffffffffff");
        AssertKept(MessagePackConverters.Double, 1.5, "cb3ff8000000000000");
        AssertKept(MessagePackConverters.String, "tcp", "a3746370");
        AssertKept(MessagePackConverters.Binary, [1, 2], "c4020102");
        AssertKept(MessagePackConverters.Timestamp, new MessagePackTimestamp(1, 0), "d6ff00000001");
        AssertKept(MessagePackConverters.ListOf(MessagePackConverters.Int64), [1L, 2L], "920102");
    }

    [Fact]
    public void Maps_keep_their_entries()
    {
        var converter = MessagePackConverters.MapOf(MessagePackConverters.Int64);
        Assert.Equal("82a16101a16202", MessagePackBytes.Write(writer => converter.Write(writer, new SortedDictionary<string, long> { ["a"] = 1, ["b"] = 2 }.AsReadOnly())));
        Assert.Equal(new Dictionary<string, long> { ["a"] = 3 }, Read(converter, "82a16101a16103"));
    }

    [Fact]
    public void Nil_is_nothing_where_Go_means_nothing()
    {
        Assert.Equal("", Read(MessagePackConverters.String, "c0"));
        Assert.Empty(Read(MessagePackConverters.Binary, "c0"));
        Assert.Empty(Read(MessagePackConverters.ListOf(MessagePackConverters.Int64), "c0"));
        Assert.Empty(Read(MessagePackConverters.MapOf(MessagePackConverters.Int64), "c0"));
    }

    [Fact]
    public void Recorded_list_of_workers_is_read_by_its_Go_field_names()
    {
        var body = RecordedCall.BodyOf(RecordedCall.Load("rpc-msgpack")[2].Reply);
        var reader = new MessagePackReader(body);
        var pid = 0L;
        var status = "";
        Assert.Equal(1, reader.ReadMapHeader());
        Assert.Equal("Workers", reader.ReadString());
        Assert.Equal(1, reader.ReadArrayHeader());
        for (var left = reader.ReadMapHeader(); left > 0; left--)
        {
            var name = reader.ReadUtf8();
            if (name.SequenceEqual("Pid"u8))
            {
                pid = reader.ReadInt64();
            }
            else if (name.SequenceEqual("StatusStr"u8))
            {
                status = reader.ReadString();
            }
            else
            {
                reader.Skip();
            }
        }

        reader.ReadEnd();
        Assert.Equal(22905, pid);
        Assert.Equal("ready", status);
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0, 0)]
    [InlineData("1969-12-31T23:59:59.9999999Z", -1, 999999900)]
    [InlineData("2026-11-20T07:01:01.5+01:00", 1795154461, 500000000)]
    [InlineData("0001-01-01T00:00:00Z", -62135596800, 0)]
    [InlineData("9999-12-31T23:59:59.9999999Z", 253402300799, 999999900)]
    public void Timestamps_are_times(string text, long seconds, uint nanoseconds)
    {
        var time = DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var timestamp = new MessagePackTimestamp(seconds, nanoseconds);

        Assert.Equal(timestamp, MessagePackTimestamp.From(time));
        Assert.Equal(time, timestamp.ToDateTimeOffset());
    }

    [Fact]
    public void Timestamp_beyond_the_calendar_is_refused_as_a_time() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MessagePackTimestamp(253402300800, 0).ToDateTimeOffset());

    [Fact]
    public void Timestamp_with_a_full_second_of_nanoseconds_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MessagePackTimestamp(0, 1_000_000_000));

    private static void AssertKept<T>(IMessagePackConverter<T> converter, T value, string hex)
    {
        Assert.Equal(hex, MessagePackBytes.Write(writer => converter.Write(writer, value)));
        Assert.Equal(value, Read(converter, hex));
    }

    private static T Read<T>(IMessagePackConverter<T> converter, string hex)
    {
        var reader = new MessagePackReader(Convert.FromHexString(hex));
        var value = converter.Read(ref reader);
        reader.ReadEnd();
        return value;
    }
}
