using RoadRunner.Host.Metrics;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Metrics;

/// <summary>What is counted of the events of a server.</summary>
public sealed class EventMeterTests
{
    private const int Buckets = 17;

    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, 0)]
    [InlineData(0.1001, 1)]
    [InlineData(1, 3)]
    [InlineData(30, 8)]
    [InlineData(10_000, 15)]
    [InlineData(10_000.1, 16)]
    public void A_time_falls_into_the_first_bucket_that_holds_it(double milliseconds, int expected)
    {
        var meter = new EventMeter(_time);
        var began = meter.Begin(bytes: 0);
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));

        meter.End(ConnectionEventKind.Data, began, waited: 0, failed: false);

        var counts = meter.Read().Durations[(int)ConnectionEventKind.Data];
        Assert.Equal(Enumerable.Range(0, Buckets).Select(bucket => bucket == expected ? 1L : 0), counts.Buckets);
        Assert.Equal(milliseconds / 1000, counts.Seconds, precision: 9);
    }

    [Fact]
    public void Kinds_failures_bytes_and_waits_are_counted_apart()
    {
        var meter = new EventMeter(_time);
        meter.End(ConnectionEventKind.Connected, meter.Begin(0), waited: 0, failed: false);
        meter.End(ConnectionEventKind.Data, meter.Begin(10), waited: TimeSpan.FromMilliseconds(20).Ticks, failed: false);
        meter.End(ConnectionEventKind.Data, meter.Begin(5), waited: 0, failed: true);
        meter.Sent(7);

        var counts = meter.Read();

        Assert.Equal([1, 2, 0], counts.Durations.Select(static one => one.Count));
        Assert.Equal([0, 1, 0], counts.Failures);
        Assert.Equal((15, 7), (counts.ReceivedBytes, counts.SentBytes));
        Assert.Equal(3, counts.Queue.Count);
        Assert.Equal(1, counts.Queue.Buckets[7]);
        Assert.Equal(0.02, counts.Queue.Seconds, precision: 9);
    }

    [Fact]
    public async Task No_count_of_many_threads_is_lost()
    {
        const int threads = 4;
        const int events = 20_000;
        var meter = new EventMeter(TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => OwnThread.Run(() =>
        {
            for (var index = 0; index < events; index++)
            {
                meter.End(ConnectionEventKind.Data, meter.Begin(3), waited: 0, failed: false);
            }
        }))).Within();

        var counts = meter.Read();
        Assert.Equal(threads * events, counts.Durations[(int)ConnectionEventKind.Data].Count);
        Assert.Equal(threads * events * 3, counts.ReceivedBytes);
    }
}
