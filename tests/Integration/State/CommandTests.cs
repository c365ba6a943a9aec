using System.Text.RegularExpressions;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration.State;

/// <summary>The commands beside clients that are connected.</summary>
public sealed partial class CommandTests
{
    private static RrFile Pair => RrFile.Recorder with { Workers = 2, More = RpcFile.Socket };

    [Fact]
    public async Task Workers_prints_the_approved_table()
    {
        await using var serve = await ServeProcess.StartAsync(Pair);

        var run = await CliRun.RunAsync("workers", "-c", serve.ConfigurationFile);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Snapshot.Match(Scrubbed(run.Output), "workers");
    }

    [Fact]
    public async Task Reset_replaces_every_worker_under_an_open_connection()
    {
        await using var serve = await ServeProcess.StartAsync(Pair);
        using var client = await serve.ConnectAsync();
        Assert.Equal("before", await client.AskAsync("before"));

        Assert.Equal(0, (await CliRun.RunAsync("reset", "tcp", "-c", serve.ConfigurationFile)).Code);

        Assert.Equal("after", await client.AskAsync("after"));
        Assert.All(serve.Pids, static pid => Assert.False(ProcessLedger.IsAlive(pid)));
        Assert.Equal(4, serve.Journal.Pids.All.Distinct().Count());
        Assert.DoesNotContain(serve.Journal.Entries.All, static entry => entry.IsClose);
    }

    // The columns are as wide as their values, which differ from run to run.
    private static string Scrubbed(string table) => Gap().Replace(Number().Replace(table, "#"), static gap => gap.Value[..1]);

    [GeneratedRegex(@"now|\d+ \w+ ago|\d[\d.,:]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();

    [GeneratedRegex("(?<first> ) +|(?<first>-)-+|(?<first>─)─+|(?<first>═)═+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Gap();
}
