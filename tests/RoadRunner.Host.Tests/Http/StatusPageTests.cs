using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Http;
using RoadRunner.Host.Tests.InProcess;
using RoadRunner.Host.Tests.Rpc;
using RoadRunner.Host.Workers;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Http;

/// <summary>The page for people, without a browser; and the figures in it.</summary>
public sealed partial class StatusPageTests
{
    private static readonly RrConfiguration WithStatus = MemoryHost.OneServer with { Status = new StatusConfiguration(RelayAddress.Tcp("127.0.0.1", 0)) };

    [Fact]
    public async Task The_figures_are_those_of_the_host()
    {
        await using var host = await MemoryHost.StartAsync(WithStatus, listens: true);
        await using var client = host.Connect();
        await client.SendAsync("hello\r\n");
        await client.ExpectAsync("hello\r\n");

        using var figures = JsonDocument.Parse((await host.Host.StatusAddress!.GetAsync("/status.json"))["200 ".Length..]);

        var root = figures.RootElement;
        Assert.Equal("running", root.GetProperty("phase").GetString());
        Assert.Equal(Environment.ProcessId, root.GetProperty("pid").GetInt32());
        var server = root.GetProperty("servers").EnumerateArray().Single();
        Assert.Equal(("main", "exact", 1), (server.GetProperty("name").GetString(), server.GetProperty("framing").GetString(), server.GetProperty("open").GetInt32()));
        var events = server.GetProperty("events");
        Assert.Equal([1, 1, 0], events.GetProperty("counts").EnumerateArray().Select(static one => one.GetInt32()));
        Assert.Equal((7, 7), (events.GetProperty("received").GetInt32(), events.GetProperty("sent").GetInt32()));
        Assert.Equal(root.GetProperty("bounds").GetArrayLength() + 1, events.GetProperty("duration").GetArrayLength());
        Assert.Empty(root.GetProperty("pools").EnumerateArray());
    }

    [Fact]
    public void Workers_and_problems_are_listed_and_nothing_in_them_is_markup()
    {
        var workers = new FakeWorkers(2);
        workers.Restarts.Add(RestartReason.Crash);
        var view = new HostView([new NamedPool("tcp", workers)], static () => [], new ManualTime());
        var problems = new RecentProblems(new ManualTime());
        problems.Add(LogLevel.Error, "tcp", "<script>alert(1)</script>");

        var text = System.Text.Encoding.UTF8.GetString(StatusJson.Write(view, problems));

        Assert.DoesNotContain('<', text);
        using var figures = JsonDocument.Parse(text);
        var pool = figures.RootElement.GetProperty("pools")[0];
        Assert.Equal(1, pool.GetProperty("restarts").GetProperty("crash").GetInt32());
        Assert.Equal(workers.Snapshot().Select(static one => one.Pid), pool.GetProperty("workers").EnumerateArray().Select(static one => one.GetProperty("pid").GetInt32()));
        Assert.Equal("<script>alert(1)</script>", figures.RootElement.GetProperty("problems")[0].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/status.js", "text/javascript; charset=utf-8")]
    [InlineData("/status.css", "text/css; charset=utf-8")]
    [InlineData("/status.json", "application/json")]
    public async Task Every_part_forbids_what_is_not_its_own(string path, string type)
    {
        await using var host = await MemoryHost.StartAsync(WithStatus, listens: true);

        using var response = await host.Host.StatusAddress!.SendAsync(HttpMethod.Get, path);

        Assert.Equal(type, response.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("default-src 'none'; script-src 'self';", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotMatch(External(), text);
    }

    [Fact]
    public void Problems_are_the_last_ones_in_one_line_without_secrets()
    {
        var problems = new RecentProblems(new ManualTime());
        for (var index = 0; index < RecentProblems.Capacity; index++)
        {
            problems.Add(LogLevel.Warning, "server", $"{index}");
        }

        problems.Add(LogLevel.Error, "kv", "no redis at redis://user:hunter2@db:6379, Password=hunter2;x\nand then the output of a worker");
        problems.Add(LogLevel.Error, "tcp", new string('x', 1000));

        var kept = problems.Snapshot();
        Assert.Equal(RecentProblems.Capacity, kept.Length);
        Assert.Equal(new string('x', 300) + " …", kept[0].Text);
        Assert.Equal("no redis at redis://user:***@db:6379, Password=***;x", kept[1].Text);
        Assert.Equal("2", kept[^1].Text);
    }

    [Fact]
    public void A_secret_where_a_problem_is_cut_is_hidden_too()
    {
        var problems = new RecentProblems(new ManualTime());
        problems.Add(LogLevel.Error, "kv", $"{new string('x', 280)} redis://user:{new string('p', 50)}@db:6379");

        Assert.Equal($"{new string('x', 280)} redis://user:***@db:6379"[..300] + " …", problems.Snapshot()[0].Text);
    }

    [Fact]
    public void Warnings_of_the_host_are_kept_whatever_is_logged_and_those_of_applications_are_not()
    {
        var problems = new RecentProblems(new ManualTime());
        using var quiet = LoggerFactory.Create(static builder => builder.SetMinimumLevel(LogLevel.None));
        using var loggers = new WatchedLoggers(quiet, problems);

        foreach (var channel in (string[])[HostLogChannels.Tcp, HostLogChannels.App, "Microsoft.AspNetCore.Server.Kestrel"])
        {
            var logger = loggers.CreateLogger(channel);
            logger.Log(LogLevel.Information, 0, "info", exception: null, static (text, _) => text);
            logger.Log(LogLevel.Error, 0, "failed", new InvalidOperationException("because"), static (text, _) => text);
        }

        Assert.Equal(["tcp: failed: because"], problems.Snapshot().Select(static one => $"{one.Channel}: {one.Text}"));
    }

    // Anything with a host in it, and script or style in the page itself.
    [GeneratedRegex("https?://|[\"'(]//|<style|<script>|\\son[a-z]+=|\\sstyle=|innerHTML|eval\\(", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex External();
}
