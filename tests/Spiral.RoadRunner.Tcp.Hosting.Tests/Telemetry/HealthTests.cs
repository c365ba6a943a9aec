using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

public sealed class HealthTests : IAsyncDisposable
{
    private readonly BackgroundRig _rig = new();

    [Fact]
    public async Task Application_is_healthy_from_its_start_to_its_stop()
    {
        _rig.Application.MapServer("echo").Handle(static context => context.GetText() == "bad" ? throw new InvalidOperationException("on purpose") : TcpReply.Read);
        Assert.Equal("Unhealthy: The application has not started.", await CheckAsync());

        await _rig.StartAsync();
        Assert.Equal("Healthy: The worker serves.", await CheckAsync());

        _rig.Application.Lifetime.StopApplication();
        Assert.Equal("Unhealthy: The application is stopping.", await CheckAsync());
    }

    [Fact]
    public async Task Data_are_the_numbers_of_the_worker()
    {
        _rig.Application.MapServer("echo").Handle(context =>
        {
            _rig.Time.Advance(TimeSpan.FromMilliseconds(100));
            return context.GetText() == "bad" ? throw new InvalidOperationException("on purpose") : TcpReply.Read;
        });
        await _rig.StartAsync();
        await _rig.SendAsync("echo");
        await _rig.SendAsync("echo", body: "bad");

        var data = (await EntryAsync()).Data;

        Assert.Equal(Environment.ProcessId, data["pid"]);
        Assert.Equal(0.2, data["uptime_seconds"]);
        Assert.Equal(2L, data["events"]);
        Assert.Equal(1L, data["errors"]);
        Assert.Equal(0L, data["in_flight"]);
        Assert.Equal(0.1, (double)data["average_seconds"], precision: 6);
        Assert.Equal("echo", Assert.Single(Assert.IsAssignableFrom<IReadOnlyList<TcpServerStatistics>>(data["servers"])).Server);
    }

    [Fact]
    public async Task Handler_that_takes_ten_times_too_long_degrades()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _rig.Application.MapServer("echo").Handle(async _ =>
        {
            await release.Task;
            return TcpReply.Read;
        });
        await _rig.StartAsync();
        var slow = _rig.SendAsync("echo");
        _rig.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("Healthy: The worker serves.", await CheckAsync());

        _rig.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("Degraded: A handler has been running for 00:00:11.", await CheckAsync());
        release.SetResult();
        await slow.Within();
    }

    [Fact]
    public async Task Loop_that_crashes_again_and_again_degrades()
    {
        var script = new LoopScript { Round = static (_, _) => throw new InvalidOperationException("on purpose") };
        _rig.Builder.Services.AddSingleton(script);
        _rig.Application.MapLoop<RecordingLoop>("ill", forever: true);
        await _rig.StartAsync();
        for (var entry = 0; entry < 6; entry++)
        {
            await _rig.PassTimeUntilAsync(script.Log.Reader.WaitToReadAsync().AsTask());
            await script.NextAsync();
        }

        Assert.Equal("Degraded: Loop ill has crashed: on purpose.", await CheckAsync());
    }

    [Fact]
    public async Task Link_without_a_connection_degrades()
    {
        _rig.Builder.Services.AddSingleton(_rig.NobodyThere);
        await _rig.PassTimeUntilAsync(_rig.Application.StartAsync());

        Assert.Equal("Degraded: The link to the RPC port at Connector is Connecting.", await CheckAsync());
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private async Task<string> CheckAsync()
    {
        var entry = await EntryAsync();
        return $"{entry.Status}: {entry.Description}";
    }

    private async Task<HealthReportEntry> EntryAsync() =>
        (await _rig.Application.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync().Within()).Entries[TcpTelemetry.HealthCheck];
}
