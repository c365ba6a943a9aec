using System.Buffers;
using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Tcp;

/// <summary>Executes the events of one connection, one after the other, wherever that happens: in a worker process or in this one.</summary>
internal interface IConnectionExecutor
{
    /// <summary>Gets why the last event failed; null when it was answered.</summary>
    public Exception? Failure { get; }

    /// <summary>Gets how long the last event waited for somebody to handle it, in ticks of the clock's timestamps.</summary>
    public long Waited { get; }

    /// <summary>
    /// Gets or sets whether the next event's answer is awaited on the thread that brings it, for a moment, and, once the task has ended, what
    /// came of it. Left as it is by an executor that knows no such thing.
    /// </summary>
    public DirectAnswer Direct { get; set; }

    /// <summary>Has an event handled. An answer that writes is in the connection's output when the task ends; it is not flushed.</summary>
    /// <param name="kind">What happened. The answer to a Close event means nothing.</param>
    /// <param name="body">The bytes of the event; left alone until the task ends.</param>
    /// <returns>What becomes of the connection; a failure closes it. Never throws.</returns>
    public ValueTask<ReplyAction> ExecuteAsync(ConnectionEventKind kind, ReadOnlySequence<byte> body);

    /// <summary>There are no more events.</summary>
    public void Release();

    /// <summary>From now on answers are not written: the connection is closed from outside. Safe to call from any thread.</summary>
    public void DropAnswers();
}
