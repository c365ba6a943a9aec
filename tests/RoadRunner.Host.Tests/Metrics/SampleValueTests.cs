using System.Globalization;
using RoadRunner.Host.Metrics;
using Xunit;

namespace RoadRunner.Host.Tests.Metrics;

public sealed class SampleValueTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(1, "1")]
    [InlineData(-1, "-1")]
    [InlineData(0.7, "0.7")]
    [InlineData(-12.5, "-12.5")]
    [InlineData(100, "100")]
    [InlineData(999999, "999999")]
    [InlineData(999999.5, "999999.5")]
    [InlineData(1000000, "1e+06")]
    [InlineData(1234567.25, "1.23456725e+06")]
    [InlineData(-2e21, "-2e+21")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00012345, "0.00012345")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(1e100, "1e+100")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(double.Epsilon, "5e-324")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    public void A_number_is_written_as_Go_writes_it(double value, string expected) => Assert.Equal(expected, SampleValue.Format(value));

    [Fact]
    public void Any_number_reads_back_as_itself()
    {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(value))
            {
                Assert.Equal(value, double.Parse(SampleValue.Format(value), NumberStyles.Float, CultureInfo.InvariantCulture));
            }
        }
    }
}
