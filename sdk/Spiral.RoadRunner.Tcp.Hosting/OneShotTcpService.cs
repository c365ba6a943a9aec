namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A service that answers one message and closes.</summary>
public abstract class OneShotTcpService : TcpService
{
    /// <inheritdoc/>
    public sealed override async ValueTask<TcpReply> OnData(TcpContext context)
    {
        var reply = await Answer(context).ConfigureAwait(false);
        return reply.IsHandled ? reply.ThenClose() : reply;
    }

    /// <summary>Answers the one message of the connection, which is closed afterwards.</summary>
    /// <param name="context">The event with its <see cref="TcpContext.Message"/>; valid until the task ends.</param>
    /// <returns>The last answer; <see cref="TcpReply.Next"/> leaves the message, and with it the connection, to the next handler.</returns>
    protected abstract ValueTask<TcpReply> Answer(TcpContext context);
}
