using System.Buffers;

namespace RoadRunner.Host;

/// <summary>Handles the events of all connections inside the host's process, in the place of worker processes.</summary>
/// <remarks>
/// Handed in with <see cref="RoadRunnerHostOptions.Executor"/>. The host calls it for many connections at once, from threads of the
/// thread pool. The events of one connection come one after the other, each when the task of the one before has ended:
/// <see cref="ConnectionEventKind.Connected"/> first, <see cref="ConnectionEventKind.Close"/> exactly once and last. While an event
/// is under way its connection is not read any further, so a slow executor slows its client down.
/// </remarks>
public interface IEventExecutor
{
    /// <summary>Gets ready for the first event; called once, when the host speaks RPC already and its servers are still closed.</summary>
    /// <param name="host">The host; <see cref="RoadRunnerHost.ServeRpcAsync"/> is the part of it that works by now.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>A task; the servers are opened when it has ended. What it throws ends the start of the host. Default: nothing is done.</returns>
    public Task StartAsync(RoadRunnerHost host, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends what <see cref="StartAsync"/> has begun; called once after the last event, unless that has failed. The RPC connections are still there.</summary>
    /// <returns>A task that the stopping host waits for. Default: nothing is done.</returns>
    public Task StopAsync() => Task.CompletedTask;

    /// <summary>Handles one event.</summary>
    /// <param name="connectionEvent">
    /// What happened. The object belongs to its connection, which uses it for all its events: read it until the returned task ends,
    /// and keep nothing of its body beyond that.
    /// </param>
    /// <param name="output">
    /// Where the bytes for the client go, of any length. They are sent when the answer is <see cref="EventAnswer.Respond"/> or
    /// <see cref="EventAnswer.RespondClose"/>, all of them and after the returned task has ended; with another answer, at
    /// <see cref="ConnectionEventKind.Close"/>, and when the executor throws, they are dropped. Not thread-safe; not to be used after
    /// the returned task has ended.
    /// </param>
    /// <param name="cancellationToken">
    /// Fires when the host stops waiting: for an event when <c>host.limits.drain_timeout</c> of a stopping host has passed, and for
    /// <see cref="ConnectionEventKind.Close"/> <see cref="RoadRunnerHostOptions.WorkerStopTimeout"/> later. The connection is gone
    /// then, and the answer means nothing.
    /// </param>
    /// <returns>
    /// What becomes of the connection. The answer to <see cref="ConnectionEventKind.Close"/> means nothing. A task that has ended
    /// already costs neither an allocation nor a change of threads.
    /// </returns>
    /// <remarks>
    /// An exception ends this connection and no other: it is logged, the client is sent nothing, and
    /// <see cref="ConnectionEventKind.Close"/> follows.
    /// </remarks>
    public ValueTask<EventAnswer> ExecuteAsync(ConnectionEvent connectionEvent, IBufferWriter<byte> output, CancellationToken cancellationToken);
}
