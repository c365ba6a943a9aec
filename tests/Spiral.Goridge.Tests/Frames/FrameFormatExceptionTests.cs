using System.Text;

namespace Spiral.Goridge.Tests.Frames;

/// <summary>Every rule of the format with its whole message: this is what the user of a broken worker sees.</summary>
public sealed class FrameFormatExceptionTests
{
    [Theory]
    [InlineData("68656c6c6f", FrameError.UnsupportedVersion, "Frame version 6 is not supported (expected 1): bytes 68656c6c6f \"hello\"")]
    [InlineData("68", FrameError.UnsupportedVersion, "Frame version 6 is not supported (expected 1): bytes 68 \"h\"")]
    [InlineData("0a", FrameError.UnsupportedVersion, "Frame version 0 is not supported (expected 1): bytes 0a \".\"")]
    [InlineData("12", FrameError.HeaderTooShort, "Frame header length 2 is below 3 words: bytes 12 \".\"")]
    [InlineData("10", FrameError.HeaderTooShort, "Frame header length 0 is below 3 words: bytes 10 \".\"")]
    [InlineData("1e", FrameError.HeaderTooLong, "Frame header length 14 is above 13 words: bytes 1e \".\"")]
    [InlineData("1f", FrameError.HeaderTooLong, "Frame header length 15 is above 13 words: bytes 1f \".\"")]
    [InlineData(
        "13010a00000043185d6600007b22706964223a34327d",
        FrameError.ChecksumMismatch,
        "Frame checksum 665d1843 does not match the first six bytes (expected 665d1842): bytes 13010a00000043185d6600007b22706964223a34327d \"......C.]f..{\"pid\":42}\"")]
    [InlineData(
        "1300ffffffff75f13bea0000",
        FrameError.PayloadTooLarge,
        "Frame announces a payload of 4294967295 bytes, the limit is 1048576: bytes 1300ffffffff75f13bea0000 \"......u.;...\"")]
    public void Refused_bytes_are_named_with_the_rule_they_break(string hex, FrameError error, string message)
    {
        var bytes = Convert.FromHexString(hex);
        var exception = FrameAssert.Refused(bytes);
        Assert.Equal(error, exception.Error);
        Assert.Equal(message, exception.Message);
        Assert.Equal(bytes, exception.Bytes.ToArray());
    }

    [Fact]
    public void Answer_without_the_option_is_refused()
    {
        var exception = Assert.Throws<FrameFormatException>(() => FrameAssert.Decode(FrameVector.Get("response without options").Bytes).SplitPayload(out _, out _));
        Assert.Equal(FrameError.WrongOptionCount, exception.Error);
        Assert.Equal("Frame has 0 options, 1 expected: bytes 1300060000004a8eeb110000575249544578 \"......J.....WRITEx\"", exception.Message);
    }

    [Fact]
    public void Context_beyond_the_payload_is_refused()
    {
        var exception = Assert.Throws<FrameFormatException>(() => FrameAssert.Decode(FrameVector.Get("body offset beyond payload").Bytes).SplitPayload(out _, out _));
        Assert.Equal(FrameError.OptionBeyondPayload, exception.Error);
        Assert.Equal(
            "Frame option 0 (length of the context) is 500, the payload has only 6 bytes: bytes 140006000000f2beee0c0000f4010000575249544578 \"................WRITEx\"",
            exception.Message);
    }

    [Fact]
    public void Long_text_is_shown_up_to_32_bytes()
    {
        var text = "PHP Warning:  Undefined variable $x in worker.php on line 12"u8.ToArray();
        Assert.True(text.Length > FrameFormatException.MaxShownBytes);
        var exception = Assert.Throws<FrameFormatException>(() => FrameDecoder.TryRead(text, FrameAssert.Limit, out _));
        Assert.Equal(
            "Frame version 5 is not supported (expected 1): bytes 504850205761726e696e673a2020556e646566696e6564207661726961626c65 \"PHP Warning:  Undefined variable\" …",
            exception.Message);
        Assert.Equal("PHP Warning:  Undefined variable", Encoding.ASCII.GetString(exception.Bytes.Span));
    }
}
