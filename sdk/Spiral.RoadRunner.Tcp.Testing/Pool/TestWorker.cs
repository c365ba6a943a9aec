using RoadRunner.Host;
using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>One instance of the application, as a worker process of a pool has one.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Application">The instance.</param>
/// <param name="IsOwned">Whether it ends with the host.</param>
internal sealed record TestWorker(int Number, TcpApplication Application, bool IsOwned)
{
    /// <summary>Has an event handled.</summary>
    /// <returns>How it was answered; the bytes are in the buffer.</returns>
    public ValueTask<TcpResponse> DispatchAsync(ConnectionEvent happened, TcpAnswerBuffer answer) => Application.Dispatcher.DispatchAsync(
        new TcpIncoming(EventOf(happened.Kind), happened.ServerName, happened.ConnectionUuid, happened.RemoteAddress, happened.Body), answer);

    private static TcpEvent EventOf(ConnectionEventKind kind) => kind switch
    {
        ConnectionEventKind.Connected => TcpEvent.Connected,
        ConnectionEventKind.Data => TcpEvent.Data,
        _ => TcpEvent.Close,
    };
}
