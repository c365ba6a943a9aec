using System.Text;
using RoadRunner.Host.Workers;
using Xunit;

namespace RoadRunner.Host.Tests.Workers;

/// <summary>What a worker says instead of an answer.</summary>
public sealed class SoftWorkerExceptionTests
{
    [Theory]
    [InlineData(5, "xxxxx")]
    [InlineData(4096, null)]
    public void A_text_is_there_as_a_whole(int length, string? expected) =>
        Assert.Equal($"Worker 7 answered with an error: {expected ?? new string('x', length)}", Message(length));

    [Fact]
    public void Of_a_long_text_there_is_the_beginning() =>
        Assert.Equal($"Worker 7 answered with an error: {new string('x', 4096)} … (1000000 bytes)", Message(1_000_000));

    private static string Message(int length) => SoftWorkerException.Of(7, Encoding.UTF8.GetBytes(new string('x', length))).Message;
}
