using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Spiral.RoadRunner.Tcp;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Host.InProcess;

/// <summary>The events of one connection, one after the other. An event that is handled at once costs no allocation and no change of threads.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The buffer is empty between events.")]
internal sealed class ApplicationConnection(TcpDispatcher dispatcher, ConnectionEvent connectionEvent)
{
    private readonly TcpAnswerBuffer _answer = new();

    /// <summary>Has the event of this moment handled.</summary>
    public ValueTask<EventAnswer> ExecuteAsync(IBufferWriter<byte> output)
    {
        var incoming = new TcpIncoming(
            EventOf(connectionEvent.Kind), connectionEvent.ServerName, connectionEvent.ConnectionUuid, connectionEvent.RemoteAddress, connectionEvent.Body);
        var handled = dispatcher.DispatchAsync(incoming, _answer);
#pragma warning disable VSTHRD103 // The task has ended.
        return handled.IsCompletedSuccessfully ? new ValueTask<EventAnswer>(Finish(handled.Result, output)) : AwaitAsync(handled, output);
#pragma warning restore VSTHRD103
    }

    private static TcpEvent EventOf(ConnectionEventKind kind) => kind switch
    {
        ConnectionEventKind.Connected => TcpEvent.Connected,
        ConnectionEventKind.Data => TcpEvent.Data,
        _ => TcpEvent.Close,
    };

    private static EventAnswer AnswerOf(TcpResponse response) => response switch
    {
        TcpResponse.Respond => EventAnswer.Respond,
        TcpResponse.RespondClose => EventAnswer.RespondClose,
        TcpResponse.Close => EventAnswer.Close,
        _ => EventAnswer.Read,
    };

    // Not given up when the host stops waiting: the handler still reads the body, which would be somebody else's by then.
    private async ValueTask<EventAnswer> AwaitAsync(ValueTask<TcpResponse> handled, IBufferWriter<byte> output) => Finish(await handled, output);

    private EventAnswer Finish(TcpResponse response, IBufferWriter<byte> output)
    {
        output.Write(_answer.WrittenSpan);
        _answer.Reset();
        return AnswerOf(response);
    }
}
