using FsCheck.Fluent;
using RoadRunner.Host.Rpc.Gob;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Rpc.Gob;

/// <summary>What is read, and what of hostile bytes becomes a <see cref="GobFormatException"/>.</summary>
public sealed class GobReaderTests
{
    private const string SliceOfTexts = "0b 7f 02 01 02 ff80 00 01 0c 00 00";

    [Theory]
    [InlineData("03 02 00 01", "True")]
    [InlineData("03 02 00 00", "False")]
    [InlineData("06 0c 00 03 746370", "\"tcp\"")]
    [InlineData("03 04 00 01", "-1")]
    [InlineData("05 06 00 fe 0100", "256")]
    [InlineData("05 08 00 fe f03f", "1")]
    [InlineData("05 0a 00 02 0102", "0102")]
    [InlineData(SliceOfTexts + "08 ff80 00 01 03 746370", "[\"tcp\"]")]
    [InlineData(SliceOfTexts + "04 ff80 00 00", "[]")]
    [InlineData("03 02 00 01 ff ff", "True")]
    public void A_body_has_one_value(string hex, string expected) => Assert.Equal(expected, GobText.Read(hex));

    [Theory]
    [InlineData("ff", "the bytes end inside a value")]
    [InlineData("00", "the bytes end inside a value")]
    [InlineData("05 0c 00 03 74", "5 bytes or elements are announced and 4 bytes are left")]
    [InlineData("05 0c 00 7f 7463", "127 bytes or elements are announced and 2 bytes are left")]
    [InlineData("f8 ffffffffffffffff", "18446744073709551615 bytes or elements are announced and 0 bytes are left")]
    [InlineData("f7 010203040506070809", "a number of 9 bytes; the longest have 8")]
    [InlineData("03 02 01 01", "a value that is no structure does not start with a zero byte")]
    [InlineData("04 02 00 01 01", "1 bytes more in a message than its value has")]
    [InlineData("03 0e 00 00", "the type 7 is not defined, or not one that is read here")]
    [InlineData("03 10 00 00", "the type 8 is not defined, or not one that is read here")]
    [InlineData("04 ff80 00 00", "the type 64 is not defined, or not one that is read here")]
    [InlineData(SliceOfTexts, "the bytes end inside a value")]
    [InlineData(SliceOfTexts + SliceOfTexts, "the type 64 is defined twice")]
    [InlineData(SliceOfTexts + "05 ff80 00 f8 ff", "the bytes end inside a value")]
    [InlineData(SliceOfTexts + "05 ff80 00 7f 00", "127 bytes or elements are announced and 1 bytes are left")]
    [InlineData("0a 03 02 01 02 04 00 01 0c 00 00", "the type 2 is the format's own and cannot be defined")]
    [InlineData("04 7f 01 00 00", "a type of kind 1; slices (2) and structures (3) are read")]
    [InlineData("0b 7f 02 01 02 ff80 00 01 0c 00 01", "a type that is of two kinds")]
    [InlineData("04 7f 02 03 00", "field 3 of a definition is not known")]
    [InlineData("06 7f 03 02 fe 0101", "257 bytes or elements are announced and 0 bytes are left")]
    public void Other_bytes_are_an_error_that_says_why(string hex, string expected) =>
        Assert.Equal($"gob: {expected}", Assert.Throws<GobFormatException>(() => GobText.Read(hex)).Message);

    // A slice of itself, each with one element that is the next one.
    [Fact]
    public void Values_lie_only_so_deep_in_one_another()
    {
        var depth = GobLimits.MaxDepth + 1;
        var ones = string.Concat(Enumerable.Repeat("01", depth));
        var failure = Assert.Throws<GobFormatException>(() => GobText.Read($"0c 7f 02 01 02 ff80 00 01 ff80 00 00 {depth + 3:x2} ff80 00 {ones}"));
        Assert.Equal($"gob: values lie deeper than {GobLimits.MaxDepth} in one another", failure.Message);
    }

    [Fact]
    public void A_body_defines_only_so_many_types()
    {
        var body = GobText.Write(static output =>
        {
            var gob = new GobWriter(output);
            for (var index = 0; index <= GobLimits.MaxTypes; index++)
            {
                gob.DefineSlice(GobLimits.FirstType + index, "", GobTypeId.Text);
            }
        });
        Assert.Equal($"gob: more than {GobLimits.MaxTypes} types", Assert.Throws<GobFormatException>(() => GobReader.Read(body)).Message);
    }

    [Fact]
    public void A_structure_has_only_so_many_fields()
    {
        var fields = Enumerable.Range(0, GobLimits.MaxFields + 1).Select(static _ => new GobField("", GobTypeId.Int)).ToArray();
        var body = GobText.Write(output => new GobWriter(output).DefineStructure(GobLimits.FirstType, "", fields));
        Assert.Equal("gob: a structure with 257 fields; the limit is 256", Assert.Throws<GobFormatException>(() => GobReader.Read(body)).Message);
    }

    // Structures without fields take a byte each on the wire and more than that in memory.
    [Fact]
    public void A_body_has_only_so_many_values()
    {
        var body = GobText.Write(static output =>
        {
            var gob = new GobWriter(output);
            gob.DefineSlice(64, "", 65);
            gob.DefineStructure(65, "");
            gob.BeginValue(64);
            gob.WriteUInt(2_000_000);
            for (var index = 0; index < 2_000_000; index++)
            {
                gob.WriteUInt(0);
            }

            gob.EndMessage();
        });
        Assert.Equal("gob: more than 1000000 values", Assert.Throws<GobFormatException>(() => GobReader.Read(body)).Message);
    }

    [Fact]
    public void A_field_behind_the_last_one_is_an_error()
    {
        var body = Convert.ToHexString(GobText.Write(static output => new GobWriter(output).DefineStructure(64, "", new GobField("A", GobTypeId.Int))));
        Assert.Equal("{A: 5}", GobText.Read($"{body} 05 ff80 01 0a 00"));
        Assert.Equal("gob: a field behind the last one of a structure of 1", Assert.Throws<GobFormatException>(() => GobText.Read($"{body} 05 ff80 02 0a 00")).Message);
    }

    [Fact]
    public void Any_bytes_give_a_value_or_the_one_error() => PropertyCheck.ForAll(Gen.Choose(0, 255).Select(static value => (byte)value).ArrayOf(), Accept);

    [Fact]
    public void Recorded_bodies_with_changed_bytes_give_a_value_or_the_one_error()
    {
        var bodies = GobText.Recorded.SelectMany(static call => new[] { call.Body, call.Reply }).ToArray();
        var changes = Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(0, 255)).ArrayOf();
        PropertyCheck.ForAll(Gen.Elements(bodies).Zip(changes).Zip(Gen.Choose(0, 300)), static pair =>
        {
            var ((recorded, changed), cut) = pair;
            var body = recorded.ToArray();
            foreach (var (at, value) in changed)
            {
                body[at % body.Length] = (byte)value;
            }

            Accept(body[..Math.Min(cut, body.Length)]);
        });
    }

    private static void Accept(byte[] body)
    {
        try
        {
            GobText.Show(GobReader.Read(body));
        }
        catch (GobFormatException refused)
        {
            Assert.StartsWith("gob: ", refused.Message, StringComparison.Ordinal);
        }
    }
}
