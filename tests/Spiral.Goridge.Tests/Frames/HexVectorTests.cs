using System.Text;

namespace Spiral.Goridge.Tests.Frames;

public sealed class HexVectorTests
{
    public static TheoryData<string> Names => [.. HexVector.All.Select(vector => vector.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Vector_is_decoded_to_its_fields(string name)
    {
        var expected = HexVector.Get(name);
        var frame = FrameAssert.Decode(VectorFiles.ReadHex(name));
        Assert.Equal(expected.Flags, frame.Flags);
        Assert.Equal(expected.Stream, frame.Stream);
        Assert.Equal(expected.Options, FrameAssert.Options(frame));
        Assert.Equal(expected.Payload, Encoding.UTF8.GetString(frame.Payload.Span));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fields_are_encoded_to_the_vector(string name)
    {
        var vector = HexVector.Get(name);
        var bytes = FrameAssert.Encode(vector.Flags, vector.Options, Encoding.UTF8.GetBytes(vector.Payload), vector.Stream);
        Assert.Equal(VectorFiles.ReadHex(name), bytes);
    }

    [Fact]
    public void Every_file_is_in_the_table() => Assert.Equal(VectorFiles.Names("", "*.hex"), HexVector.All.Select(vector => vector.Name));

    // The literals of the capability list, checked against the PHP implementation; the files above could all be wrong together.
    [Theory]
    [InlineData("control-pid-reply", "13010a00000042185d6600007b22706964223a34327d")]
    [InlineData("answer-continue", "140008000000c1c931ec000008000000434f4e54494e5545")]
    [InlineData("answer-writeclose", "14000f00000078f1e67100000a0000005752495445434c4f53456279650d0a")]
    [InlineData("answer-error", "134004000000881e11e30000626f6f6d")]
    [InlineData("control-pid-request", "13090c0000005f0c467300007b22706964223a313233347d")]
    [InlineData("control-stop", "13090d0000003a6bfacb00007b2273746f70223a747275657d")]
    public void Vector_has_the_golden_bytes(string name, string hex) => Assert.Equal(hex, Convert.ToHexStringLower(VectorFiles.ReadHex(name)));
}
