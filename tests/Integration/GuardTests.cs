using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>Whatever a worker or its children print, the wire stays clean and the text is in the host's log.</summary>
public sealed class GuardTests
{
    [Theory]
    [InlineData("CONSOLE", "printed", "console line 999")]
    [InlineData("NATIVE", "written", "native text")]
    [InlineData("CHILD", "child ended with 0", "from child")]
    [InlineData("CHILD", "child ended with 0", "child saw the end")]
    public async Task Side_effects_go_to_the_log_and_harm_no_frame(string command, string answer, string logged)
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder);
        var pid = host.Pids[0];
        using var client = await host.ConnectAsync();
        Assert.Equal(answer, await client.AskAsync(command));
        Assert.Equal($"{pid}", await client.AskAsync("PID"));
        var record = await host.Log.WhenAsync(logged);
        Assert.Equal($"worker {pid}: {logged}", record.Text);
        Assert.Equal("server", record.Channel);
    }

    [Fact]
    public async Task Without_the_guard_a_print_damages_the_wire()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with
        {
            Environment = new Dictionary<string, string> { ["GUARD"] = "off" },
        });
        var pid = host.Pids[0];
        using (var client = await host.ConnectAsync())
        {
            Assert.Equal("hello", await client.AskAsync("hello"));
            await client.SendAsync("NATIVE\r\n");
            Assert.Equal("", await client.ReadToEndAsync());
        }

        var lost = await host.Log.WhenAsync($"Worker {pid} is lost and will be replaced: ");
        Assert.Contains("native text", lost.Text, StringComparison.Ordinal);
        var replacement = await host.WhenReplacedAsync();
        using var next = await host.ConnectAsync();
        Assert.Equal($"{replacement}", await next.AskAsync("PID"));
    }
}
