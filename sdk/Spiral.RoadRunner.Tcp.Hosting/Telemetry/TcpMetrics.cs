using System.Diagnostics.Metrics;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The meter of an application: shows the counters that are kept anyway, and records durations while somebody listens.</summary>
internal sealed class TcpMetrics
{
    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly TcpStatistics _statistics;
    private readonly Histogram<double> _duration;

    public TcpMetrics(IMeterFactory factory, TcpStatistics statistics)
    {
        _statistics = statistics;
        var meter = factory.Create(new MeterOptions(TcpTelemetry.MeterName) { Version = TcpTelemetry.Version });
        _duration = meter.CreateHistogram(TcpTelemetry.EventDuration, "s", "How long events took.", tags: null, Buckets);
        meter.CreateObservableCounter(TcpTelemetry.Events, () => ByEvent(static events => events.Events), "{event}", "Events that have been answered.");
        meter.CreateObservableCounter(TcpTelemetry.Errors, () => ByEvent(static events => events.Errors), "{event}", "Events that have failed.");
        meter.CreateObservableCounter(TcpTelemetry.Messages, () => ByServer(static server => server.Messages), "{message}", "Messages that handlers have got.");
        meter.CreateObservableCounter(TcpTelemetry.BytesReceived, () => ByServer(static server => server.Received), "By", "Bytes of events.");
        meter.CreateObservableCounter(TcpTelemetry.BytesSent, () => ByServer(static server => server.Sent), "By", "Bytes of answers.");
        meter.CreateObservableUpDownCounter(TcpTelemetry.EventsInFlight, () => ByServer(static server => server.InFlight), "{event}", "Events that are being handled.");
    }

    public void Record(string server, TcpEvent happened, TimeSpan time, Exception? failure)
    {
        if (!_duration.Enabled)
        {
            return;
        }

        var byServer = new KeyValuePair<string, object?>(TcpTelemetry.ServerTag, server);
        var byEvent = new KeyValuePair<string, object?>(TcpTelemetry.EventTag, TcpTelemetry.NameOf(happened));
        if (failure is null)
        {
            _duration.Record(time.TotalSeconds, byServer, byEvent);
        }
        else
        {
            _duration.Record(time.TotalSeconds, byServer, byEvent, new KeyValuePair<string, object?>(TcpTelemetry.ErrorTag, failure.GetType().FullName));
        }
    }

    private IEnumerable<Measurement<long>> ByServer(Func<TcpServerCounters, long> value) =>
        _statistics.Servers.Select(server => new Measurement<long>(value(server), new KeyValuePair<string, object?>(TcpTelemetry.ServerTag, server.Server)));

    private IEnumerable<Measurement<long>> ByEvent(Func<TcpEventCounters, long> value) => _statistics.Servers.SelectMany(server => (Measurement<long>[])
    [
        One(server, TcpEvent.Connected, value(server.Connected)),
        One(server, TcpEvent.Data, value(server.Data)),
        One(server, TcpEvent.Close, value(server.Close)),
    ]);

    private static Measurement<long> One(TcpServerCounters server, TcpEvent happened, long value) => new(
        value,
        new KeyValuePair<string, object?>(TcpTelemetry.ServerTag, server.Server),
        new KeyValuePair<string, object?>(TcpTelemetry.EventTag, TcpTelemetry.NameOf(happened)));
}
