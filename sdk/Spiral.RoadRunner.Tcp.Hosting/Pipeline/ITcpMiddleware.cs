namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Stands between the connection and its handler: sees everything that happens, and may answer in the handler's place.</summary>
/// <remarks>
/// One object serves all events of one server from the start to the end of the application, several at once
/// where connections are served at once; what belongs to one event is found in <see cref="TcpContext.Services"/>.
/// </remarks>
public interface ITcpMiddleware
{
    /// <summary>Handles what happened, or hands it on.</summary>
    /// <param name="context">What happened; valid until the task ends.</param>
    /// <param name="next">The rest of the way. Not calling it means that the message is handled here.</param>
    /// <returns>The answer.</returns>
    public ValueTask<TcpReply> InvokeAsync(TcpContext context, TcpHandler next);
}
