namespace Spiral.Goridge.Tests.Frames;

public sealed class Crc32Tests
{
    // The check value that every description of CRC-32/ISO-HDLC gives.
    [Fact]
    public void Checksum_of_the_nine_digits_is_the_published_one() => Assert.Equal(0xCBF43926, Crc32.Compute("123456789"u8));

    [Fact]
    public void Checksum_of_nothing_is_zero() => Assert.Equal(0u, Crc32.Compute([]));
}
