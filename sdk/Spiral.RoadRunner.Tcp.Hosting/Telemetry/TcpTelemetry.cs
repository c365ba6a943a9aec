using System.Diagnostics;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The names under which an application can be observed by OpenTelemetry or anything else that listens.</summary>
/// <remarks>
/// <para>There is one <see cref="ActivitySource"/> and one meter. Neither costs anything while nobody listens.</para>
/// <para>
/// Each event is a span <c>tcp connected</c>, <c>tcp data</c> or <c>tcp close</c> with the tags <c>rr.server</c>, <c>rr.event</c>,
/// <c>network.transport</c> and, when it failed, <c>error.type</c>. Values come from small sets; ids and addresses are in the log.
/// </para>
/// </remarks>
public static class TcpTelemetry
{
    /// <summary>The name of the source of spans.</summary>
    public const string SourceName = "Spiral.RoadRunner";

    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Spiral.RoadRunner";

    /// <summary>Counter, <c>{event}</c>: events that have been answered; by <c>rr.server</c>, <c>rr.event</c>.</summary>
    public const string Events = "rr.tcp.events";

    /// <summary>Counter, <c>{message}</c>: messages that handlers have got; by <c>rr.server</c>.</summary>
    public const string Messages = "rr.tcp.messages";

    /// <summary>Counter, <c>{event}</c>: events that have failed; by <c>rr.server</c>, <c>rr.event</c>. Their types are in <see cref="EventDuration"/>.</summary>
    public const string Errors = "rr.tcp.errors";

    /// <summary>Histogram, <c>s</c>: how long events took; by <c>rr.server</c>, <c>rr.event</c> and <c>error.type</c>.</summary>
    public const string EventDuration = "rr.tcp.event.duration";

    /// <summary>Up-down counter, <c>{event}</c>: events that are being handled; by <c>rr.server</c>.</summary>
    public const string EventsInFlight = "rr.tcp.events.in_flight";

    /// <summary>Counter, <c>By</c>: bytes of events; by <c>rr.server</c>.</summary>
    public const string BytesReceived = "rr.tcp.bytes.received";

    /// <summary>Counter, <c>By</c>: bytes of answers; by <c>rr.server</c>.</summary>
    public const string BytesSent = "rr.tcp.bytes.sent";

    /// <summary>The name of the health check that every application has.</summary>
    public const string HealthCheck = "tcp";

    internal const string ServerTag = "rr.server";
    internal const string EventTag = "rr.event";
    internal const string TransportTag = "network.transport";
    internal const string ErrorTag = "error.type";
    internal const string Transport = "tcp";

    internal static ActivitySource Source { get; } = new(SourceName, Version);

    internal static string? Version => typeof(TcpTelemetry).Assembly.GetName().Version?.ToString(fieldCount: 3);

    internal static string NameOf(TcpEvent happened) => happened switch
    {
        TcpEvent.Connected => "connected",
        TcpEvent.Data => "data",
        TcpEvent.Close => "close",
        _ => "unknown",
    };

    /// <summary>Begins the span of an event; null while nobody listens.</summary>
    internal static Activity? Start(string server, TcpEvent happened)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var activity = Source.StartActivity(
            happened switch
            {
                TcpEvent.Connected => "tcp connected",
                TcpEvent.Data => "tcp data",
                TcpEvent.Close => "tcp close",
                _ => "tcp",
            },
            ActivityKind.Server);
        return activity?.SetTag(ServerTag, server).SetTag(EventTag, NameOf(happened)).SetTag(TransportTag, Transport);
    }
}
