using System.Buffers;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Samples.Smtp;

/// <summary>SMTP on the connections of a server. Whatever has to be known of one stands in its session: the next line may come to another worker.</summary>
public sealed class SmtpService(SmtpReceiver receiver, Session<SmtpSession> session) : TcpService
{
    /// <inheritdoc/>
    public override ValueTask<TcpReply> OnConnected(TcpContext context) =>
        ToTcp(context.Stopping.IsCancellationRequested ? receiver.Unavailable : receiver.Greeting);

    /// <inheritdoc/>
    public override async ValueTask<TcpReply> OnData(TcpContext context)
    {
        var state = await session.GetAsync();

        // Without its session nobody knows whether this is a command or the line of a mail: it is taken for neither.
        if (session.IsLate)
            return ToTcp(receiver.Unavailable);

        var reply = await TakeAsync(context, state);
        if (reply.Next == SmtpNext.StartData)
            context.SwitchFraming(receiver.BodyFraming);

        return ToTcp(reply);
    }

    internal static TcpReply ToTcp(SmtpReply reply) =>
        reply.Next == SmtpNext.Close ? TcpReply.RespondClose(reply.Bytes) : TcpReply.Respond(reply.Bytes);

    private ValueTask<SmtpReply> TakeAsync(TcpContext context, SmtpSession state)
    {
        // First the state: a line of a mail may read like a command.
        if (state.State == SmtpState.Data && !context.IsOversized)
            return new(receiver.BodyAsync(state, context.Message, context.RemoteAddress));

        // A mail that is here is kept; new commands are for the server that comes after this one.
        if (context.Stopping.IsCancellationRequested)
            return new(receiver.Unavailable);

        if (context.IsOversized)
            return new(receiver.Oversized(state));

        var line = context.Message;
        return receiver.LineAsync(state, line.IsSingleSegment ? line.FirstSpan : line.ToArray());
    }
}
