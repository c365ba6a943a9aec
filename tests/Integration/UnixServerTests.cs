using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>A server on a unix socket.</summary>
public sealed class UnixServerTests
{
    [Fact]
    public async Task A_unix_server_takes_the_place_of_a_file_left_over_and_removes_its_own()
    {
        using var folder = new TempFolder();
        var socket = folder.Write("server.sock", "left over");
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with
        {
            Addresses = new Dictionary<string, string> { [RrFile.Main] = $"unix://{socket}" },
        });
        using (var client = await host.ConnectAsync())
        {
            Assert.Equal("hello", await client.AskAsync("hello"));
        }

        await host.Host.StopAsync().Within();
        Assert.False(File.Exists(socket));
    }
}
