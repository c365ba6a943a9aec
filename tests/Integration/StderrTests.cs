using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>What workers print on stderr, in the host's log.</summary>
public sealed class StderrTests
{
    private const int MaxLineBytes = 64 * 1024;

    [Fact]
    public async Task Each_line_of_a_worker_is_a_record_with_its_pid()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder);
        using var client = await host.ConnectAsync();
        await client.AskAsync("LINES");
        var second = await host.Log.WhenAsync("second line");

        var records = host.Log.Records.All.Where(record => record.Text.Contains(" line", StringComparison.Ordinal));
        Assert.Equal([$"worker {host.Pids[0]}: first line", $"worker {host.Pids[0]}: second line"], records.Select(static record => record.Text));
        Assert.Equal(host.Pids[0], second.Pid);
    }

    [Fact]
    public async Task A_line_of_200_000_bytes_comes_in_pieces_and_nothing_of_it_is_lost()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder);
        using var client = await host.ConnectAsync();
        await client.AskAsync("STDERR 200000");
        await client.AskAsync("LINES");
        await host.Log.WhenAsync("second line");

        var pieces = host.Log.Texts.Where(static text => text.EndsWith("xxx", StringComparison.Ordinal)).Select(static text => text.Count(static letter => letter == 'x')).ToList();
        Assert.Equal([MaxLineBytes, MaxLineBytes, MaxLineBytes, 200_000 - (3 * MaxLineBytes)], pieces);
    }
}
