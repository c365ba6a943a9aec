namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A small class that handles what happens on the connections of a server.</summary>
/// <remarks>
/// <para>
/// A new object is made for each event, in a scope of its own, with its dependencies injected; register the type yourself to have
/// it otherwise. So a field does not outlive the event: what has to, belongs into a session, because the next event may be handled
/// by another process.
/// </para>
/// <para>A method without anything to await returns its answer as it is: <c>return TcpReply.Respond("hello\r\n");</c></para>
/// </remarks>
public abstract class TcpService
{
    /// <summary>Called once in each worker before it takes events, on an object of its own; an exception ends the worker with exit code 1 before the server counts it as started.</summary>
    /// <param name="cancellationToken">Fires when the start is given up.</param>
    public virtual ValueTask OnInit(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Called once in each worker when everything else has started, on the same object as <see cref="OnInit"/>.</summary>
    /// <param name="cancellationToken">Fires when the start is given up.</param>
    public virtual ValueTask OnStart(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Called when a client has connected, before it has said anything: the place of a greeting or a refusal.</summary>
    /// <param name="context">The event; valid until the task ends.</param>
    /// <returns>The answer; default: it is left to the next handler, and when there is none nothing is written and the connection is kept.</returns>
    public virtual ValueTask<TcpReply> OnConnected(TcpContext context) => TcpReply.Next;

    /// <summary>Called for each message, in the order of the client.</summary>
    /// <param name="context">The event with its <see cref="TcpContext.Message"/>; valid until the task ends.</param>
    /// <returns>The answer; default: nothing is written, the connection is kept.</returns>
    public virtual ValueTask<TcpReply> OnData(TcpContext context) => TcpReply.Read;

    /// <summary>Called when the connection is gone, whoever closed it. Nothing can be written any more.</summary>
    /// <param name="context">The event; valid until the task ends. The session is still there.</param>
    /// <remarks>Under Go RoadRunner it may be called twice, and not at all after some failures.</remarks>
    public virtual ValueTask OnClosed(TcpContext context) => ValueTask.CompletedTask;

    /// <summary>Called once in each worker after its last event, on the same object as <see cref="OnInit"/>.</summary>
    /// <param name="cancellationToken">Fires when the time for stopping is over.</param>
    public virtual ValueTask OnStop(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
