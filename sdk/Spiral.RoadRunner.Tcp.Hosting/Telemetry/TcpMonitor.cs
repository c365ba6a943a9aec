using System.Diagnostics;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Sees every event come and go: counts it, measures it, has it watched. Allocates nothing while nobody listens.</summary>
internal sealed class TcpMonitor(TcpStatistics statistics, TcpMetrics metrics, TcpWatchdog watchdog, TimeProvider time)
{
    /// <summary>Shows the counters of the servers that are handled.</summary>
    public void Show(IEnumerable<TcpServerRuntime> servers) => statistics.Show(servers.Select(static server => server.Counters));

    /// <summary>Takes a place in which events will be handled, one after the other.</summary>
    public void Open(TcpInFlight place) => watchdog.Add(place);

    /// <summary>The place will not be used any more.</summary>
    public void Close(TcpInFlight place) => watchdog.Remove(place);

    public void Enter(TcpInFlight place, TcpServerCounters server, in TcpIncoming incoming)
    {
        place.Begin(server, incoming, TcpTelemetry.Start(server.Server, incoming.Event), time.GetTimestamp());
        server.Enter(incoming.Body.Length);
        watchdog.Wake();
    }

    public void Leave(TcpInFlight place, int sent)
    {
        var took = time.GetElapsedTime(place.StartedAt);
        var server = place.Server!;

        // Nobody is there to get the answer to a Close.
        server.Leave(place.Event, took, place.Failure is not null, place.Messages, place.Event == TcpEvent.Close ? 0 : sent);
        metrics.Record(server.Server, place.Event, took, place.Failure);
        watchdog.End(place, took);
        if (place.Activity is { } activity)
        {
            if (place.Failure is { } failure)
            {
                activity.SetTag(TcpTelemetry.ErrorTag, failure.GetType().FullName).SetStatus(ActivityStatusCode.Error);
            }

            activity.Dispose();
        }

        place.End();
    }
}
