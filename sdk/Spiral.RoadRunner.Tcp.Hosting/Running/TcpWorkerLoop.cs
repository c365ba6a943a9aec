using System.Buffers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spiral.Goridge;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The loop of a worker process: a thread of its own that waits for an event, has it handled, answers.</summary>
/// <remarks>
/// A blocking read cannot be called back. So a stop from outside waits for the event in flight only; when the server hands out
/// another one in that moment, it is given back to be handled by another worker.
/// </remarks>
internal sealed class TcpWorkerLoop(TcpWorker worker, TcpDispatcher dispatcher, ILogger logger, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private const int Waiting = 0;
    private const int Handling = 1;
    private const int Stopping = 2;

    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state;

    /// <summary>Starts the thread. The process can end while it waits.</summary>
    public void Start() => new Thread(Run) { IsBackground = true, Name = "TCP worker" }.Start();

    /// <summary>Takes no more events and waits for the one in flight.</summary>
    /// <param name="timeout">How long.</param>
    public async Task StopAsync(TimeSpan timeout)
    {
        if (Interlocked.Exchange(ref _state, Stopping) != Handling)
        {
            return;
        }

        try
        {
            await _idle.Task.WaitAsync(timeout, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            HostingLog.StopTimedOut(logger, timeout);
        }
    }

    private void Run()
    {
        using var answer = new TcpAnswerBuffer();
        try
        {
            while (WaitForEvent() is { } request)
            {
                if (Interlocked.CompareExchange(ref _state, Handling, Waiting) != Waiting)
                {
                    worker.Worker.Stop();
                    continue;
                }

                Handle(request, answer);
                if (Interlocked.CompareExchange(ref _state, Waiting, Handling) != Handling)
                {
                    GiveBackWhatWaits();
                    _idle.TrySetResult();
                }
            }
        }
        finally
        {
            _idle.TrySetResult();
            lifetime.StopApplication();
        }
    }

    private TcpRequest? WaitForEvent()
    {
        while (true)
        {
            try
            {
                return worker.WaitRequest();
            }
            catch (TcpRequestException refused)
            {
                HostingLog.EventRefused(logger, refused.Message);
            }
            catch (GoridgeException)
            {
                // The worker has logged what is wrong with the relay and set the exit code.
                return null;
            }
        }
    }

    private void Handle(TcpRequest request, TcpAnswerBuffer answer)
    {
        try
        {
            var incoming = new TcpIncoming(
                request.Event, request.Server, request.ConnectionUuid, request.RemoteAddress, new ReadOnlySequence<byte>(request.Body));
            var response = Wait(dispatcher.DispatchAsync(incoming, answer));
            worker.Respond(answer.WrittenSpan, response);
        }
        catch (Exception exception)
        {
            // Whatever it is (an answer over the limit of the relay), the event gets its one answer.
            HostingLog.AnswerNotSent(logger, exception, request.Event, request.ConnectionUuid, request.Server);
            if (worker.Worker.OwesAnswer)
            {
                worker.Respond(dispatcher.ErrorText, dispatcher.ErrorText.IsEmpty ? TcpResponse.Close : TcpResponse.RespondClose);
            }
        }
        finally
        {
            answer.Reset();
        }
    }

    /// <summary>An event that the server has sent meanwhile goes back to it.</summary>
    private void GiveBackWhatWaits()
    {
        try
        {
            if (worker.Worker.TryGetPayload(out _))
            {
                worker.Worker.Stop();
            }
        }
        catch (GoridgeException)
        {
            // The worker has logged what is wrong with the relay and set the exit code; the next wait ends the loop.
        }
    }

#pragma warning disable VSTHRD002 // The thread is the loop's own: nothing that the handler waits for needs it.
    private static TcpResponse Wait(ValueTask<TcpResponse> handled) =>
        handled.IsCompletedSuccessfully ? handled.Result : handled.AsTask().GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
}
