namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Handles one thing that happened on a connection: it was opened, it brought a message, it was closed.</summary>
/// <param name="context">What happened, and where; valid until the task ends.</param>
/// <returns>The answer; what is said about a connection that is closed means nothing.</returns>
public delegate ValueTask<TcpReply> TcpHandler(TcpContext context);
