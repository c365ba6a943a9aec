using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

public sealed class TelemetryTests : IAsyncDisposable
{
    private readonly BackgroundRig _rig = new();
    private readonly TcpAnswerBuffer _answer = new();
    private readonly string _server = $"s{Guid.NewGuid():N}";

    [Fact]
    public async Task Each_event_is_a_span_with_few_tags()
    {
        var spans = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Spiral.RoadRunner",
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("rr.server") as string == _server)
                {
                    spans.Enqueue($"{activity.DisplayName} {activity.Kind} {activity.Status} {string.Join(' ', activity.Tags.Skip(1))}");
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await StartAsync();

        await _rig.SendAsync(_server, TcpEvent.Connected, "");
        await _rig.SendAsync(_server);
        await _rig.SendAsync(_server, body: "bad");
        await _rig.SendAsync(_server, TcpEvent.Close, "");

        Assert.Equal(
            [
                "tcp connected Server Unset [rr.event, connected] [network.transport, tcp]",
                "tcp data Server Unset [rr.event, data] [network.transport, tcp]",
                "tcp data Server Error [rr.event, data] [network.transport, tcp] [error.type, System.InvalidOperationException]",
                "tcp close Server Unset [rr.event, close] [network.transport, tcp]",
            ],
            spans);
    }

    [Fact]
    public async Task Handler_runs_inside_the_span()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == TcpTelemetry.SourceName,
            Sample = static (ref _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        string? inside = null;
        _rig.Application.MapServer(_server).Handle(async _ =>
        {
            await Task.Yield();
            inside = Activity.Current?.OperationName;
            return TcpReply.Read;
        });
        await _rig.StartAsync();

        await _rig.SendAsync(_server);

        Assert.Equal("tcp data", inside);
        Assert.Null(Activity.Current);
    }

    [Fact]
    public async Task Meter_shows_the_counters_with_their_units()
    {
        var seen = new ConcurrentQueue<string>();
        using var listener = Listen(seen);
        await StartAsync();

        await _rig.SendAsync(_server, TcpEvent.Connected, "");
        await _rig.SendAsync(_server, body: "12345");
        await _rig.SendAsync(_server, body: "bad");
        listener.RecordObservableInstruments();

        Assert.Equal(
            [
                "rr.tcp.bytes.received By {rr.server=S} 8",
                "rr.tcp.bytes.sent By {rr.server=S} 24",
                "rr.tcp.errors {event} {rr.server=S, rr.event=close} 0",
                "rr.tcp.errors {event} {rr.server=S, rr.event=connected} 0",
                "rr.tcp.errors {event} {rr.server=S, rr.event=data} 1",
                "rr.tcp.event.duration s {rr.server=S, rr.event=connected} 0",
                "rr.tcp.event.duration s {rr.server=S, rr.event=data, error.type=System.InvalidOperationException} 0.25",
                "rr.tcp.event.duration s {rr.server=S, rr.event=data} 0.25",
                "rr.tcp.events {event} {rr.server=S, rr.event=close} 0",
                "rr.tcp.events {event} {rr.server=S, rr.event=connected} 1",
                "rr.tcp.events {event} {rr.server=S, rr.event=data} 2",
                "rr.tcp.events.in_flight {event} {rr.server=S} 0",
                "rr.tcp.messages {message} {rr.server=S} 2",
            ],
            seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Event_allocates_nothing_while_nobody_listens()
    {
        await StartAsync();
        var incoming = new TcpIncoming(TcpEvent.Data, _server, BackgroundRig.Uuid, "127.0.0.1:4711", new("12345"u8.ToArray()));
        Dispatch(incoming, 1000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Dispatch(incoming, 1000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    public ValueTask DisposeAsync()
    {
        _answer.Dispose();
        return _rig.DisposeAsync();
    }

    private Task StartAsync()
    {
        var bytes = "ok"u8.ToArray();
        _rig.Application.MapServer(_server).Handle(context =>
        {
            if (context.Message.Length == 3)
            {
                _rig.Time.Advance(TimeSpan.FromMilliseconds(250));
                throw new InvalidOperationException("on purpose");
            }

            if (_rig.Time.Elapsed < TimeSpan.FromMilliseconds(250))
            {
                _rig.Time.Advance(TimeSpan.FromMilliseconds(250));
            }

            return TcpReply.Respond(bytes);
        });
        return _rig.StartAsync();
    }

    private void Dispatch(TcpIncoming incoming, int times)
    {
        for (var round = 0; round < times; round++)
        {
            _answer.Reset();
            var handled = _rig.Application.Dispatcher.DispatchAsync(incoming, _answer);
            if (!handled.IsCompletedSuccessfully || handled.Result != TcpResponse.Respond)
            {
                throw new InvalidOperationException("The event was not answered at once.");
            }
        }
    }

    private MeterListener Listen(ConcurrentQueue<string> seen)
    {
        var factory = _rig.Application.Services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Spiral.RoadRunner" && instrument.Meter.Scope == factory)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
        return listener;

        void Keep(Instrument instrument, IFormattable value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var text = string.Join(", ", tags.ToArray().Select(tag => $"{tag.Key}={(tag.Value as string == _server ? "S" : tag.Value)}"));
            seen.Enqueue($"{instrument.Name} {instrument.Unit} {{{text}}} {value.ToString(format: null, CultureInfo.InvariantCulture)}");
        }
    }
}
