using System.Buffers.Binary;
using System.Globalization;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration.Http;

/// <summary>The status page in a browser.</summary>
public sealed class StatusPageTests
{
    private const string Endpoint = "status: { address: \"127.0.0.1:0\" }\n";

    // Enough for the page to ask three times; the browser does not wait for it in real time.
    private const string Budget = "--virtual-time-budget=3500";

    [Fact]
    public async Task The_page_shows_servers_workers_and_what_went_wrong()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Workers = 2, Servers = ["mail", "a<b>c"], More = Endpoint });
        var lost = host.Pids[0];
        Native.Signal(lost, Native.SigKill);
        await host.WhenReplacedAsync();
        using var client = await host.ConnectAsync("mail");
        Assert.Equal("hello", await client.AskAsync("hello"));

        var page = await BrowseAsync(host, Budget, "--dump-dom");

        Assert.Contains("running · up ", page, StringComparison.Ordinal);
        Assert.Contains("<span>mail</span>", page, StringComparison.Ordinal);
        Assert.Contains("<span>a&lt;b&gt;c</span>", page, StringComparison.Ordinal);
        Assert.All(host.Pids, pid => Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"<span>{pid}</span>"), page, StringComparison.Ordinal));
        Assert.Contains("restarts: crash 1", page, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"Worker {lost} is lost"), page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(400)]
    public async Task The_page_is_drawn(int width)
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { More = Endpoint });
        using var folder = new TempFolder();
        var picture = folder.PathOf("page.png");

        await BrowseAsync(host, Budget, string.Create(CultureInfo.InvariantCulture, $"--window-size={width},900"), $"--screenshot={picture}");

        var bytes = await File.ReadAllBytesAsync(picture, TestContext.Current.CancellationToken);
        Assert.Equal(width, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)));
    }

    private static async Task<string> BrowseAsync(HostUnderTest host, params string[] arguments)
    {
        using var profile = new TempFolder();
        var address = host.Host.StatusAddress!;
        var run = await ProgramRun.RunAsync(
            "chromium",
            ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", $"--user-data-dir={profile.Path}", .. arguments, $"http://{address.Host}:{address.Port}/"]);
        Assert.True(run.Code == 0, run.Text);
        return run.Text;
    }
}
