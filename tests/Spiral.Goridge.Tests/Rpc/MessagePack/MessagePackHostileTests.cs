using FsCheck.Fluent;

namespace Spiral.Goridge.Rpc.Tests;

public sealed class MessagePackHostileTests
{
    /// <summary>Gets one value of every family and form, with a little nesting.</summary>
    public static TheoryData<string> Values =>
    [
        "c0", "c2", "00", "e0", "cc80", "cd0100", "ce00010000", "cf0000000100000000", "d080", "d18000", "d280000000", "d38000000000000000",
        "ca3fc00000", "cb3ff8000000000000", "a161", "d903616263", "da0003616263", "db00000003616263",
        "c401ff", "c50001ff", "c600000001ff", "920102", "dc00020102", "dd000000020102", "81a16101", "de0001a16101", "df00000001a16101",
        "d40501", "d5050102", "d60501020304", "d7050102030405060708", "d80501020304050607080102030405060708", "c70305010203", "c8000305010203", "c90000000305010203",
        "d6ff00000001", "d7ff0000000400000000", "c70cff00000000ffffffffffffffff", "82a161939192c3c0a0c4018101d6ff00000001",
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_cut_at_any_index_is_refused(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            var error = Assert.Throws<MessagePackException>(() => MessagePackBytes.ReadOnly(cut)).Error;
            Assert.True(error is MessagePackError.Truncated or MessagePackError.LengthBeyondEnd, $"cut at {length}: {error}");
            error = Assert.Throws<MessagePackException>(() => new MessagePackReader(cut).Skip()).Error;
            Assert.True(error is MessagePackError.Truncated or MessagePackError.LengthBeyondEnd, $"cut at {length}: {error}");
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void Whole_value_is_read_and_skipped_to_its_end(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        MessagePackBytes.ReadOnly(bytes);
        var reader = new MessagePackReader(bytes);
        reader.Skip();
        reader.ReadEnd();
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_with_a_byte_behind_it_is_refused(string hex)
    {
        var error = Assert.Throws<MessagePackException>(() => MessagePackBytes.ReadOnly(Convert.FromHexString(hex + "00")));
        Assert.Equal(MessagePackError.TrailingBytes, error.Error);
    }

    [Theory]
    [InlineData("a5616263")]
    [InlineData("d9ff61")]
    [InlineData("daffff61")]
    [InlineData("dbffffffff61")]
    [InlineData("c4ff61")]
    [InlineData("c6ffffffff61")]
    [InlineData("c7ff05")]
    [InlineData("c9ffffffff05")]
    [InlineData("c700")]
    [InlineData("d8050102")]
    [InlineData("9201")]
    [InlineData("ddffffffff01")]
    [InlineData("dd7fffffff01")]
    [InlineData("81c0")]
    [InlineData("dfffffffff01")]
    [InlineData("df8000000001")]
    public void Announced_length_beyond_the_end_is_refused_before_memory_is_taken(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<MessagePackException>(() => MessagePackBytes.ReadOnly(bytes));

        Assert.Equal(MessagePackError.LengthBeyondEnd, error.Error);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 * 1024);
    }

    [Fact]
    public void Any_bytes_give_a_value_or_the_typed_exception() =>
        PropertyCheck.ForAll(Gen.Choose(0, 255).Select(number => (byte)number).ArrayOf(), AssertTyped);

    [Fact]
    public void Mutated_values_give_a_value_or_the_typed_exception()
    {
        var values = Values.Select(row => Convert.FromHexString(row.Data)).ToArray();
        var random = new Random(11);
        for (var round = 0; round < 200_000; round++)
        {
            var bytes = values[random.Next(values.Length)].ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            AssertTyped(bytes);
        }
    }

    private static void AssertTyped(byte[] bytes)
    {
        var isValue = IsValue(bytes);
        var isSkippable = IsSkippable(bytes);

        // What can be read can be skipped; the reverse fails only for text that is not UTF-8.
        Assert.True(isSkippable || !isValue, Convert.ToHexString(bytes));
    }

    private static bool IsValue(byte[] bytes)
    {
        try
        {
            var reader = new MessagePackReader(bytes);
            MessagePackBytes.ReadAny(ref reader);
            return true;
        }
        catch (MessagePackException)
        {
            return false;
        }
    }

    private static bool IsSkippable(byte[] bytes)
    {
        try
        {
            new MessagePackReader(bytes).Skip();
            return true;
        }
        catch (MessagePackException)
        {
            return false;
        }
    }
}
