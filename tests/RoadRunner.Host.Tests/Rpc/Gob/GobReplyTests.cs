using RoadRunner.Host.Rpc.Gob;
using Xunit;

namespace RoadRunner.Host.Tests.Rpc.Gob;

/// <summary>What is sent to Go's command line, compared with the bytes that a genuine server sent.</summary>
public sealed class GobReplyTests
{
    [Theory]
    [InlineData("informer.List")]
    [InlineData("resetter.List")]
    public void A_list_of_plugins_is_the_recorded_one(string method) =>
        Assert.Equal(Recorded(method), GobText.Write(static output => GobReplies.WriteTexts(output, ["tcp"])));

    [Fact]
    public void A_reset_that_went_well_is_the_recorded_true() =>
        Assert.Equal(Recorded("resetter.Reset"), GobText.Write(static output => GobReplies.WriteBool(output, value: true)));

    [Fact]
    public void No_jobs_are_the_recorded_ones() => Assert.Equal(Recorded("informer.Jobs"), GobText.Write(GobReplies.WriteNoJobs));

    [Fact]
    public void Workers_with_the_recorded_values_are_the_recorded_bytes()
    {
        const long created = 0x31d35f184d95d66a / 2;
        var worker = new GobWorker(23069, 1, 0, created, 0xf5d000, BitConverter.UInt64BitsToDouble(0x40073a749f9c5e1c), "ready");
        Assert.Equal(Recorded("informer.Workers"), GobText.Write(output => GobReplies.WriteWorkers(output, [worker])));
    }

    [Fact]
    public void The_recorded_workers_can_be_read() => Assert.Equal(
        "{Workers: [{Pid: 23069, Status: 1, Created: 1795158942964968245, MemoryUsage: 16109568, CPUPercent: 2.9035427541346177, StatusStr: \"ready\"}]}",
        GobText.Read(Convert.ToHexString(Recorded("informer.Workers"))));

    [Fact]
    public void Every_worker_that_is_written_can_be_read()
    {
        GobWorker[] workers =
        [
            new(1, 2, ulong.MaxValue, long.MaxValue, 127, 0.5, "working"),
            new(-1, 0, 128, long.MinValue, 65536, -1e300, ""),
            default(GobWorker) with { StatusText = "ä" },
        ];
        Assert.Equal(
            "{Workers: [{Pid: 1, Status: 2, NumExecs: 18446744073709551615, Created: 9223372036854775807, MemoryUsage: 127, CPUPercent: 0.5, StatusStr: \"working\"}, "
            + "{Pid: -1, NumExecs: 128, Created: -9223372036854775808, MemoryUsage: 65536, CPUPercent: -1E+300}, {StatusStr: \"ä\"}]}",
            GobText.Read(Convert.ToHexString(GobText.Write(output => GobReplies.WriteWorkers(output, workers)))));
    }

    [Fact]
    public void No_workers_are_a_structure_without_fields() =>
        Assert.EndsWith("03FF8200", Convert.ToHexString(GobText.Write(static output => GobReplies.WriteWorkers(output, []))), StringComparison.Ordinal);

    private static byte[] Recorded(string method) => GobText.Recorded.Single(call => call.Method == method).Reply;
}
