namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Decides what a client is told when its event failed. The exception has been logged already.</summary>
/// <param name="context">The event; its session is gone when it is the last thing that happens on the connection.</param>
/// <param name="exception">What the handler threw; a <see cref="TcpFramingException"/> when the client's bytes cannot be cut.</param>
/// <returns>The last answer: the connection is closed after it, whatever it says.</returns>
public delegate ValueTask<TcpReply> TcpErrorHandler(TcpContext context, Exception exception);
