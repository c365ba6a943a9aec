namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Decides what a client is told when its event failed. The exception has been logged already.</summary>
/// <param name="context">The event: a client that has connected, or bytes of it; not asked when a connection is gone. The message is not there any more, and what is done to the session is not saved.</param>
/// <param name="exception">What the handler threw; a <see cref="TcpFramingException"/> when the client's bytes cannot be cut.</param>
/// <returns>The last answer: the connection is closed after it, whatever it says.</returns>
public delegate ValueTask<TcpReply> TcpErrorHandler(TcpContext context, Exception exception);
