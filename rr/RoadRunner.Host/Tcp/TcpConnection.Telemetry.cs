using System.Diagnostics;
using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Tcp;

/// <content>What is seen of the events from outside.</content>
internal sealed partial class TcpConnection
{
    private readonly bool _isTraced;
    private Activity? _span;

    private long BeginEvent(ConnectionEventKind kind, long bytes)
    {
        _span = _isTraced ? HostTelemetry.Start(_server, kind) : null;
        return _server.Meter?.Begin(bytes) ?? 0;
    }

    private void EndEvent(ConnectionEventKind kind, long began)
    {
        var failure = _executor.Failure;
        _server.Meter?.End(kind, began, _executor.Waited, failed: failure is not null);
        if (failure is not null)
        {
            var stack = failure is WorkerException or OperationCanceledException ? null : failure;
            HostLog.EventFailed(_logger, stack, Uuid, _identity.RemoteAddress, _server.Name, TcpWire.WordOf(kind), failure.Message);
        }

        if (_span is { } span)
        {
            HostTelemetry.End(span, failure);
        }
    }
}
