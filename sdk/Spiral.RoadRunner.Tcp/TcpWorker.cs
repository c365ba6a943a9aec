using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging;
using Spiral.Goridge;

namespace Spiral.RoadRunner.Tcp;

/// <summary>Hands out the events of TCP connections one by one and sends exactly one answer to each.</summary>
/// <remarks>
/// <para>
/// Not safe for several threads at once. Waiting and answering block the calling thread; the asynchronous twins exist for
/// handlers that await something in between, and complete on the spot themselves.
/// </para>
/// <para>
/// An event that was not answered when the next one is waited for is answered with <see cref="TcpResponse.Read"/>: nothing is
/// written and the connection stays open. Closing is always written out.
/// </para>
/// </remarks>
public sealed class TcpWorker : IDisposable
{
    private readonly Worker _worker;
    private readonly ILogger _logger;
    private readonly byte[] _errorText;
    private readonly TcpContextCache _contexts = new();
    private readonly TcpRequest _request;

    /// <summary>Creates a TCP worker.</summary>
    /// <param name="worker">The worker to take payloads from; disposed with this object.</param>
    /// <param name="options">Settings; null means the defaults. What concerns the process is taken by <see cref="Create"/> only.</param>
    public TcpWorker(Worker worker, TcpWorkerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(worker);
        options ??= new TcpWorkerOptions();
        _worker = worker;
        _request = new TcpRequest(worker);
        _logger = options.Logger ?? new StderrLogger();
        _errorText = Encoding.UTF8.GetBytes(options.ErrorText);
    }

    /// <summary>Gets the worker below, for what has nothing to do with TCP, such as <see cref="Worker.Stop"/>; what it answers is the answer to the event.</summary>
    public Worker Worker => _worker;

    /// <summary>Makes this process a TCP worker, see <see cref="Worker.Create"/>. Call it before anything else in <c>Main</c>.</summary>
    /// <param name="options">Settings; null means the defaults.</param>
    /// <exception cref="FormatException">The relay address of the environment is none.</exception>
    /// <exception cref="IOException">The standard streams could not be moved.</exception>
    public static TcpWorker Create(TcpWorkerOptions? options = null) => new(Worker.Create(options), options);

    /// <summary>Waits for the next event, blocking the calling thread.</summary>
    /// <returns>The event, the same object every time; null when the worker has to end.</returns>
    /// <exception cref="TcpRequestException">The event cannot be decoded. It has been answered with an error frame; the next call goes on.</exception>
    /// <exception cref="GoridgeException">The relay is damaged; end the worker.</exception>
    public TcpRequest? WaitRequest()
    {
        EndEvent();
        return Begin(_worker.WaitPayload());
    }

    /// <summary>Waits for the next event.</summary>
    /// <param name="cancellationToken">
    /// Ends the waiting; nothing is lost, the next call gets the event. Without a token that can be cancelled a pipes relay reads
    /// on the calling thread and the result is always complete.
    /// </param>
    /// <returns>The event, the same object every time; null when the worker has to end.</returns>
    /// <exception cref="TcpRequestException">The event cannot be decoded. It has been answered with an error frame; the next call goes on.</exception>
    /// <exception cref="GoridgeException">The relay is damaged; end the worker.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public async ValueTask<TcpRequest?> WaitRequestAsync(CancellationToken cancellationToken = default)
    {
        EndEvent();
        return Begin(await _worker.WaitPayloadAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Answers the event with bytes.</summary>
    /// <param name="body">What to write to the client, as it is: no delimiter is added. Ignored for Read and Close.</param>
    /// <param name="response">What to do with the connection; default: write and keep it.</param>
    /// <exception cref="InvalidOperationException">The event has been answered already, or the worker has been stopped. Nothing was sent.</exception>
    /// <exception cref="ArgumentException">The body is over the payload limit of the relay. Nothing was sent, another answer can be given.</exception>
    public void Respond(ReadOnlySpan<byte> body, TcpResponse response = TcpResponse.Respond)
    {
        var context = TcpWire.Context(response);
        ThrowIfAnswered();
        _worker.Respond(context, response is TcpResponse.Respond or TcpResponse.RespondClose ? body : []);
    }

    /// <inheritdoc cref="Respond(ReadOnlySpan{byte}, TcpResponse)"/>
    public void Respond(ReadOnlyMemory<byte> body, TcpResponse response = TcpResponse.Respond) => Respond(body.Span, response);

    /// <summary>Answers the event with text, sent as UTF-8.</summary>
    /// <param name="text">What to write to the client, as it is: no line end is added. Ignored for Read and Close.</param>
    /// <param name="response">What to do with the connection; default: write and keep it.</param>
    /// <exception cref="InvalidOperationException">The event has been answered already, or the worker has been stopped. Nothing was sent.</exception>
    /// <exception cref="ArgumentException">The text is over the payload limit of the relay. Nothing was sent, another answer can be given.</exception>
    public void Respond(string text, TcpResponse response = TcpResponse.Respond)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            Respond(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)), response);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Answers the event with bytes and closes the connection.</summary>
    /// <param name="body">What to write to the client before.</param>
    /// <exception cref="InvalidOperationException">The event has been answered already, or the worker has been stopped. Nothing was sent.</exception>
    /// <exception cref="ArgumentException">The body is over the payload limit of the relay. Nothing was sent, another answer can be given.</exception>
    public void RespondClose(ReadOnlySpan<byte> body) => Respond(body, TcpResponse.RespondClose);

    /// <summary>Answers the event with text, sent as UTF-8, and closes the connection.</summary>
    /// <param name="text">What to write to the client before.</param>
    /// <exception cref="InvalidOperationException">The event has been answered already, or the worker has been stopped. Nothing was sent.</exception>
    /// <exception cref="ArgumentException">The text is over the payload limit of the relay. Nothing was sent, another answer can be given.</exception>
    public void RespondClose(string text) => Respond(text, TcpResponse.RespondClose);

    /// <summary>Answers the event with nothing; the connection stays open and the server goes on reading.</summary>
    /// <exception cref="InvalidOperationException">The event has been answered already, or the worker has been stopped. Nothing was sent.</exception>
    public void Read() => Respond([], TcpResponse.Read);

    /// <summary>Answers the event by closing the connection without a word.</summary>
    /// <exception cref="InvalidOperationException">The event has been answered already, or the worker has been stopped. Nothing was sent.</exception>
    public void Close() => Respond([], TcpResponse.Close);

    /// <summary>Answers the event with an error frame: the server logs the text and closes the client without a byte; under Go RoadRunner no Close event follows.</summary>
    /// <param name="text">For the log of the server. Do not put secrets into it.</param>
    /// <exception cref="InvalidOperationException">The event has been answered already, or the worker has been stopped. Nothing was sent.</exception>
    public void Error(string text)
    {
        ThrowIfAnswered();
        _worker.Error(text);
    }

    /// <summary>The way out of a handler that failed: the details go to the log, the client gets <see cref="TcpWorkerOptions.ErrorText"/> and is closed.</summary>
    /// <param name="exception">What went wrong. It is logged and never sent.</param>
    /// <remarks>
    /// An event that has been answered already stays answered, and where there is none, as after a
    /// <see cref="TcpRequestException"/>, nobody is blamed: only the log record is written.
    /// </remarks>
    public void Fail(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (!_request.IsCurrent)
        {
            TcpWorkerLog.FailedOutsideOfEvent(_logger, exception);
        }
        else if (!_worker.OwesAnswer)
        {
            TcpWorkerLog.HandlerFailedAfterAnswer(_logger, exception, _request.Event, _request.ConnectionUuid, _request.Server);
        }
        else
        {
            TcpWorkerLog.HandlerFailed(_logger, exception, _request.Event, _request.ConnectionUuid, _request.Server);
            Respond(_errorText, _errorText.Length == 0 ? TcpResponse.Close : TcpResponse.RespondClose);
        }
    }

    /// <inheritdoc cref="Respond(ReadOnlySpan{byte}, TcpResponse)"/>
    /// <returns>A completed task: the frame is written before the call returns.</returns>
    public ValueTask RespondAsync(ReadOnlyMemory<byte> body, TcpResponse response = TcpResponse.Respond)
    {
        Respond(body.Span, response);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc cref="Respond(string, TcpResponse)"/>
    /// <returns>A completed task: the frame is written before the call returns.</returns>
    public ValueTask RespondAsync(string text, TcpResponse response = TcpResponse.Respond)
    {
        Respond(text, response);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc cref="RespondClose(ReadOnlySpan{byte})"/>
    /// <returns>A completed task: the frame is written before the call returns.</returns>
    public ValueTask RespondCloseAsync(ReadOnlyMemory<byte> body) => RespondAsync(body, TcpResponse.RespondClose);

    /// <inheritdoc cref="RespondClose(string)"/>
    /// <returns>A completed task: the frame is written before the call returns.</returns>
    public ValueTask RespondCloseAsync(string text) => RespondAsync(text, TcpResponse.RespondClose);

    /// <inheritdoc cref="Read"/>
    /// <returns>A completed task: the frame is written before the call returns.</returns>
    public ValueTask ReadAsync() => RespondAsync(ReadOnlyMemory<byte>.Empty, TcpResponse.Read);

    /// <inheritdoc cref="Close"/>
    /// <returns>A completed task: the frame is written before the call returns.</returns>
    public ValueTask CloseAsync() => RespondAsync(ReadOnlyMemory<byte>.Empty, TcpResponse.Close);

    /// <summary>Runs the loop until the server ends the worker; a handler that throws closes its client safely, see <see cref="Fail"/>.</summary>
    /// <param name="handler">Called for every event, one at a time, on the calling thread.</param>
    /// <remarks>When the relay is damaged one line is logged, the loop ends and the exit code of the process becomes 1.</remarks>
    public void Run(Action<TcpRequest> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        while (TryWait() is { } request)
        {
            try
            {
                handler(request);
            }
            catch (Exception exception)
            {
                // A client's event must not end the worker that serves all the others.
                Fail(exception);
            }
        }
    }

    /// <summary>Runs the loop until the server ends the worker; a handler that throws closes its client safely, see <see cref="Fail"/>.</summary>
    /// <param name="handler">Called for every event, one at a time. When its task is complete already, the loop stays on its thread.</param>
    /// <remarks>When the relay is damaged one line is logged, the loop ends and the exit code of the process becomes 1.</remarks>
    public async Task RunAsync(Func<TcpRequest, ValueTask> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        while (TryWait() is { } request)
        {
            try
            {
                await handler(request).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // A client's event must not end the worker that serves all the others.
                Fail(exception);
            }
        }
    }

    /// <summary>Closes the relay. Calling it again does nothing.</summary>
    public void Dispose() => _worker.Dispose();

    private TcpRequest? TryWait()
    {
        while (true)
        {
            try
            {
                return WaitRequest();
            }
            catch (TcpRequestException refused)
            {
                TcpWorkerLog.RequestRefused(_logger, refused.Message);
            }
            catch (GoridgeException)
            {
                // The worker has logged what is wrong with the relay and set the exit code.
                return null;
            }
        }
    }

    private TcpRequest? Begin(Payload? payload)
    {
        if (payload is not { } current)
        {
            return null;
        }

        try
        {
            _request.Begin(_contexts.GetOrParse(current.Context.Span), current.Body);
        }
        catch (TcpRequestException refused)
        {
            _worker.Error(refused.Message);
            throw;
        }

        return _request;
    }

    private void EndEvent()
    {
        if (_worker.OwesAnswer)
        {
            Read();
        }

        _request.End();
    }

    private void ThrowIfAnswered()
    {
        if (!_worker.OwesAnswer)
        {
            throw new InvalidOperationException(
                "This event has been answered already, or there is none: exactly one answer belongs to each event, and a second one would reach another client.");
        }
    }
}
