using Microsoft.Extensions.DependencyInjection;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

public sealed class StatisticsTests : IAsyncDisposable
{
    private readonly BackgroundRig _rig = new();

    private TcpStatistics Statistics => _rig.Application.Services.GetRequiredService<TcpStatistics>();

    [Fact]
    public async Task Events_errors_bytes_and_time_are_counted_by_server()
    {
        _rig.Application.MapServer("echo").Handle(context =>
        {
            _rig.Time.Advance(TimeSpan.FromMilliseconds(10));
            return context.GetText() == "bad" ? throw new InvalidOperationException("on purpose") : TcpReply.Respond("12345");
        });
        _rig.Application.MapServer("idle");
        await _rig.StartAsync();
        for (var round = 0; round < 15; round++)
        {
            await _rig.SendAsync("echo", body: "ok!");
        }

        await _rig.SendAsync("echo", body: "bad");
        await _rig.SendAsync("echo", body: "bad");

        Assert.Equal(
            [
                new TcpServerStatistics(
                    "echo",
                    Events: 17,
                    Errors: 2,
                    Messages: 17,
                    BytesReceived: 51,
                    BytesSent: (15 * 5) + (2 * TcpWorkerOptions.DefaultErrorText.Length),
                    InFlight: 0,
                    TotalTime: TimeSpan.FromMilliseconds(170)),
                new TcpServerStatistics("idle", 0, 0, 0, 0, 0, 0, TimeSpan.Zero),
            ],
            Statistics.Snapshot());
        Assert.Equal(TimeSpan.FromMilliseconds(10), Statistics.Snapshot()[0].AverageTime);
        Assert.Equal(TimeSpan.Zero, Statistics.Snapshot()[1].AverageTime);
        Assert.Equal(TimeSpan.FromMilliseconds(170), Statistics.Uptime);
    }

    [Fact]
    public async Task Services_are_named_and_functions_are_not()
    {
        _rig.Application.MapServer("both").Handle<FirstService>().Handle(static _ => TcpReply.Read).Handle<SecondService>();
        _rig.Application.MapServer("function").Handle(static _ => TcpReply.Read);
        await _rig.StartAsync();

        Assert.Equal([$"{typeof(FirstService).FullName}, {typeof(SecondService).FullName}", ""], Statistics.Snapshot().Select(static server => server.Service));
    }

    [Fact]
    public async Task Coming_and_going_of_connections_are_events_without_messages()
    {
        _rig.Application.MapServer("echo").OnConnected(static _ => TcpReply.Respond("hi")).OnClosed(static _ => ValueTask.CompletedTask);
        await _rig.StartAsync();

        await _rig.SendAsync("echo", TcpEvent.Connected, "");
        Assert.Equal("Read: ", await _rig.SendAsync("echo", TcpEvent.Close, ""));

        Assert.Equal(new TcpServerStatistics("echo", 2, 0, 0, 0, 2, 0, TimeSpan.Zero), Assert.Single(Statistics.Snapshot()));
    }

    [Fact]
    public async Task Event_in_flight_is_counted_as_such()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _rig.Application.MapServer("echo").Handle(async _ =>
        {
            await release.Task;
            return TcpReply.Read;
        });
        await _rig.StartAsync();
        var handled = _rig.SendAsync("echo");

        Assert.Equal(1, Assert.Single(Statistics.Snapshot()).InFlight);
        release.SetResult();
        await handled.Within();
        Assert.Equal(0, Assert.Single(Statistics.Snapshot()).InFlight);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private sealed class FirstService : TcpService;

    private sealed class SecondService : TcpService;
}
