using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Logging;
using Spiral.Goridge;

namespace Spiral.RoadRunner;

/// <summary>The worker side of a relay: answers the pid handshake, hands out payloads, sends exactly one answer to each.</summary>
/// <remarks>
/// <para>Not safe for several threads at once: one loop waits, answers and waits again.</para>
/// <para>
/// Exactly one answer belongs to each payload, because the relay has no request id: a second one would be taken as the answer to
/// the next payload, perhaps of another client. So a second answer throws, and so does waiting before the first one.
/// </para>
/// </remarks>
public sealed class Worker : IDisposable
{
    private readonly Relay _relay;
    private readonly ILogger _logger;
    private readonly bool _ownsProcess;
    private readonly PosixSignalRegistration? _interrupt;
    private Payload? _peeked;

    /// <summary>Creates a worker on a relay.</summary>
    /// <param name="relay">The relay to the server; disposed with the worker.</param>
    /// <param name="logger">Where the worker reports what it cannot tell its caller; null means stderr.</param>
    public Worker(Relay relay, ILogger? logger = null)
        : this(relay, logger ?? new StderrLogger(), interrupt: null, ownsProcess: false)
    {
    }

    private Worker(Relay relay, ILogger logger, PosixSignalRegistration? interrupt, bool ownsProcess)
    {
        ArgumentNullException.ThrowIfNull(relay);
        _relay = relay;
        _logger = logger;
        _interrupt = interrupt;
        _ownsProcess = ownsProcess;
    }

    /// <summary>Gets the process id that the handshake answers with.</summary>
    /// <value>Default: the id of this process; the server finds a socket relay by it.</value>
    public int ProcessId { get; init; } = Environment.ProcessId;

    /// <summary>Gets why the worker gets no more payloads.</summary>
    public WorkerEnd End { get; private set; }

    /// <summary>Gets a value indicating whether a payload has been handed out that has not been answered.</summary>
    public bool OwesAnswer { get; private set; }

    /// <summary>Makes this process a worker: installs the guard of stdout and stdin, then opens the relay the server named.</summary>
    /// <param name="options">Settings; null means the defaults.</param>
    /// <returns>The worker. When the relay ends in any other way than by a stop command, the exit code of the process becomes 1.</returns>
    /// <remarks>
    /// Call it before anything else in <c>Main</c>. Under a server the worker ignores SIGINT: Ctrl+C in a terminal reaches the
    /// whole process group, and the server ends its workers itself.
    /// </remarks>
    /// <exception cref="FormatException">The relay address is none.</exception>
    /// <exception cref="IOException">The standard streams could not be moved.</exception>
    public static Worker Create(WorkerOptions? options = null)
    {
        options ??= new WorkerOptions();
        var environment = options.Environment ?? RoadRunnerEnvironment.FromProcess();
        var logger = options.Logger ?? new StderrLogger();
        var address = RelayAddress.Parse(environment.Relay);
        Relay relay;
        if (options.InterceptSideEffects)
        {
            var streams = DescriptorGuard.Install();
            relay = address.Kind == RelayKind.Pipes
                ? new PipesRelay(streams.Input, streams.Output, options.Relay)
                : Relay.Create(address, options.Relay);
        }
        else
        {
            relay = Relay.Create(address, options.Relay);
        }

        var interrupt = environment.HasServer
            ? PosixSignalRegistration.Create(PosixSignal.SIGINT, static signal => signal.Cancel = true)
            : null;
        if (RoadRunnerVersion.IsTooOld(environment.Version))
        {
            WorkerLog.ServerTooOld(logger, environment.Version, RoadRunnerVersion.Minimum);
        }

        return new Worker(relay, logger, interrupt, ownsProcess: true);
    }

    /// <summary>Waits for the next payload, blocking the calling thread.</summary>
    /// <returns>The payload, borrowed until it is answered; null when the worker has to end, see <see cref="End"/>.</returns>
    /// <exception cref="InvalidOperationException">The previous payload has not been answered.</exception>
    /// <exception cref="FrameFormatException">The server sent bytes that are no frame; end the worker.</exception>
    /// <exception cref="ControlFrameException">The server sent a control message that is unknown; end the worker.</exception>
    public Payload? WaitPayload()
    {
        Payload? payload;
        while (!TryTakePeeked(out payload))
        {
            ReceiveNext();
        }

        return payload;
    }

    /// <summary>Waits for the next payload.</summary>
    /// <param name="cancellationToken">
    /// Ends the waiting; nothing is lost, the next call gets the payload. Without a token that can be cancelled a pipes relay
    /// reads on the calling thread, which is the fastest way.
    /// </param>
    /// <returns>The payload, borrowed until it is answered; null when the worker has to end, see <see cref="End"/>.</returns>
    /// <exception cref="InvalidOperationException">The previous payload has not been answered.</exception>
    /// <exception cref="FrameFormatException">The server sent bytes that are no frame; end the worker.</exception>
    /// <exception cref="ControlFrameException">The server sent a control message that is unknown; end the worker.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public async ValueTask<Payload?> WaitPayloadAsync(CancellationToken cancellationToken = default)
    {
        Payload? payload;
        while (!TryTakePeeked(out payload))
        {
            try
            {
                AcceptOrEnd(await _relay.ReceiveAsync(cancellationToken).ConfigureAwait(false));
            }
            catch (GoridgeException cause) when (EndsQuietly(cause))
            {
                return null;
            }
        }

        return payload;
    }

    /// <summary>Says whether something is waiting, without waiting for it. Handshakes are answered on the way.</summary>
    /// <param name="type">What to look for.</param>
    /// <exception cref="InvalidOperationException">The previous payload has not been answered; looking further would take its bytes away.</exception>
    public bool HasPayload(PayloadType type = PayloadType.Any)
    {
        ThrowIfAnswerOwed();
        while (_peeked is null && End == WorkerEnd.None && FrameIsWaiting())
        {
            ReceiveNext();
        }

        return type switch
        {
            PayloadType.Request => _peeked is not null,
            PayloadType.Stop => _peeked is null && End != WorkerEnd.None,
            _ => _peeked is not null || End != WorkerEnd.None,
        };
    }

    /// <summary>Takes the payload that is waiting, without waiting for one.</summary>
    /// <param name="payload">The payload, borrowed until it is answered.</param>
    /// <returns><see langword="false"/> when none is waiting.</returns>
    /// <exception cref="InvalidOperationException">The previous payload has not been answered.</exception>
    public bool TryGetPayload(out Payload payload)
    {
        if (HasPayload(PayloadType.Request) && TryTakePeeked(out var peeked) && peeked is { } found)
        {
            payload = found;
            return true;
        }

        payload = default;
        return false;
    }

    /// <summary>Answers the payload.</summary>
    /// <param name="context">What the server has to do, for the TCP plugin one of its four words.</param>
    /// <param name="body">The bytes it has to do it with; may be the body of the payload.</param>
    /// <exception cref="InvalidOperationException">There is nothing to answer: a second answer, or the worker has been stopped. Nothing was sent.</exception>
    /// <exception cref="ArgumentException">The answer is over the payload limit. Nothing was sent, another answer can be given.</exception>
    /// <remarks>When the server is gone, the answer is dropped and <see cref="End"/> says so.</remarks>
    public void Respond(ReadOnlySpan<byte> context, ReadOnlySpan<byte> body)
    {
        ThrowIfNothingToAnswer();
        try
        {
            _relay.SendPayload(context, body);
        }
        catch (RelayClosedException cause)
        {
            RelayEnded(WorkerEnd.RelayClosed, cause.Message);
        }

        OwesAnswer = false;
    }

    /// <summary>Answers the payload with an error: the server logs it and keeps the worker; a TCP client is closed without a byte.</summary>
    /// <param name="text">For the log of the server, sent as UTF-8. Do not put secrets into it.</param>
    /// <exception cref="InvalidOperationException">There is nothing to answer: a second answer, or the worker has been stopped. Nothing was sent.</exception>
    public void Error(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ThrowIfNothingToAnswer();
        try
        {
            _relay.Send(FrameFlags.Error, [], Encoding.UTF8.GetBytes(text));
        }
        catch (RelayClosedException cause)
        {
            RelayEnded(WorkerEnd.RelayClosed, cause.Message);
        }

        OwesAnswer = false;
    }

    /// <summary>
    /// Answers the payload with the wish to be replaced: the server sends the stop command, starts another worker and hands the
    /// same payload to one that is not this one.
    /// </summary>
    /// <remarks>Go on waiting afterwards: the stop command arrives as the next thing and <see cref="WaitPayload"/> returns null.</remarks>
    /// <exception cref="InvalidOperationException">There is nothing to answer: a second answer, or the worker has been stopped. Nothing was sent.</exception>
    public void Stop() => Respond(ControlMessage.Stop, []);

    /// <summary>Closes the relay. Calling it again does nothing.</summary>
    public void Dispose()
    {
        _interrupt?.Dispose();
        _relay.Dispose();
    }

    private bool FrameIsWaiting()
    {
        try
        {
            return _relay.HasFrame;
        }
        catch (GoridgeException cause) when (EndsQuietly(cause))
        {
            return false;
        }
    }

    private void ReceiveNext()
    {
        try
        {
            AcceptOrEnd(_relay.TryReceive(out var frame) ? frame : null);
        }
        catch (GoridgeException cause) when (EndsQuietly(cause))
        {
            // Said in the log; the caller sees the end.
        }
    }

    private void AcceptOrEnd(Frame? frame)
    {
        if (frame is { } received)
        {
            Accept(received);
        }
        else
        {
            RelayEnded(WorkerEnd.RelayClosed, "end of stream");
        }
    }

    /// <summary>A server that is gone is an end; bytes that make no sense are the caller's to see, and the end as well.</summary>
    private bool EndsQuietly(GoridgeException cause)
    {
        RelayEnded(cause is RelayClosedException ? WorkerEnd.RelayClosed : WorkerEnd.RelayDamaged, cause.Message);
        return cause is RelayClosedException;
    }

    /// <summary>Order of the protocol page: control bit, then stream bits, then payload.</summary>
    private void Accept(in Frame frame)
    {
        if ((frame.Flags & FrameFlags.Control) != FrameFlags.None)
        {
            AcceptControl(frame.Payload);
        }
        else if ((frame.Stream & (StreamFlags.Stop | StreamFlags.Ping | StreamFlags.Pong)) == StreamFlags.None)
        {
            frame.SplitPayload(out var context, out var body);
            _peeked = new Payload(context, body);
        }
    }

    private void AcceptControl(ReadOnlyMemory<byte> message)
    {
        if (ControlMessage.Parse(message) == ControlMessageKind.Stop)
        {
            End = WorkerEnd.Stopped;
        }
        else
        {
            _relay.Send(FrameFlags.Control, [], ControlMessage.Pid(ProcessId));
        }
    }

    /// <summary>Returns false when the caller has to receive first; true with null at the end.</summary>
    private bool TryTakePeeked(out Payload? payload)
    {
        ThrowIfAnswerOwed();
        payload = _peeked;
        if (payload is null)
        {
            return End != WorkerEnd.None;
        }

        _peeked = null;
        OwesAnswer = true;
        return true;
    }

    private void RelayEnded(WorkerEnd end, string reason)
    {
        if (End != WorkerEnd.None)
        {
            return;
        }

        End = end;
        if (end == WorkerEnd.RelayClosed)
        {
            WorkerLog.RelayClosed(_logger, reason);
        }
        else
        {
            WorkerLog.RelayDamaged(_logger, reason);
        }

        if (_ownsProcess)
        {
            Environment.ExitCode = 1;
        }
    }

    private void ThrowIfAnswerOwed()
    {
        if (OwesAnswer && End == WorkerEnd.None)
        {
            throw new InvalidOperationException("The previous payload has not been answered; the server waits for exactly one answer to each.");
        }
    }

    private void ThrowIfNothingToAnswer()
    {
        if (!OwesAnswer)
        {
            throw new InvalidOperationException(End == WorkerEnd.None
                ? "There is no payload to answer: it has been answered already, and a second answer would go to another client."
                : "The worker has been stopped; nothing is sent after the stop command.");
        }
    }
}
