using System.Diagnostics;
using RoadRunner.Host.Tcp;
using Spiral.Goridge;

namespace RoadRunner.Host;

/// <summary>The names under which a host can be traced by OpenTelemetry or anything else that listens. It costs nothing while nobody does.</summary>
/// <remarks>
/// Each event that goes to a worker process is a span of the kind server, <c>tcp connected</c>, <c>tcp data</c> or <c>tcp close</c>, from
/// the whole event to its answer, with the tags <c>rr.server</c>, <c>rr.event</c>, <c>network.transport</c> (<c>tcp</c> or <c>unix</c>) and, when
/// it failed, <c>error.type</c> and the status error. Values come from small sets; ids, addresses and messages are in the log. An
/// <see cref="IEventExecutor"/> makes spans of its own. The wire has no place for a trace, so spans of workers have no parent here.
/// </remarks>
public static class HostTelemetry
{
    /// <summary>The name of the source of spans, that of the SDK: listening to it shows both.</summary>
    public const string SourceName = "Spiral.RoadRunner";

    private static readonly ActivitySource Source = new(SourceName, typeof(HostTelemetry).Assembly.GetName().Version?.ToString(fieldCount: 3));

    /// <summary>Begins the span of an event; null while nobody listens.</summary>
    internal static Activity? Start(TcpServerOptions server, ConnectionEventKind kind)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var (name, word) = kind switch
        {
            ConnectionEventKind.Connected => ("tcp connected", "connected"),
            ConnectionEventKind.Data => ("tcp data", "data"),
            _ => ("tcp close", "close"),
        };
        return Source.StartActivity(name, ActivityKind.Server)
            ?.SetTag("rr.server", server.Name)
            .SetTag("rr.event", word)
            .SetTag("network.transport", server.Address.Kind == RelayKind.Unix ? "unix" : "tcp");
    }

    /// <summary>Ends the span of an event.</summary>
    /// <param name="span">The span.</param>
    /// <param name="failure">Why there is no answer; null when there is one.</param>
    internal static void End(Activity span, Exception? failure)
    {
        if (failure is not null)
        {
            span.SetTag("error.type", failure.GetType().FullName).SetStatus(ActivityStatusCode.Error);
        }

        span.Dispose();
    }
}
