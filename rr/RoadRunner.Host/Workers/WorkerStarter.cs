using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Spiral.Goridge;

namespace RoadRunner.Host.Workers;

/// <summary>Starts worker processes and completes their handshake.</summary>
internal sealed class WorkerStarter(WorkerPoolOptions options, RelayHub relays, WorkerPool pool, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private RelayListener? _listener;

    /// <summary>Gets how long a start may take, and the key that says so.</summary>
    private (TimeSpan Time, string Key) StartLimit => _listener is not null && options.RelayTimeout is { } relay && relay < options.AllocateTimeout
        ? (relay, "server.relay_timeout")
        : (options.AllocateTimeout, "allocate_timeout");

    /// <summary>Opens the socket that workers connect to, where the relay is one.</summary>
    /// <exception cref="WorkerStartException">The address cannot be listened on.</exception>
    public void Open() => _listener = relays.Open();

    /// <summary>Starts one worker.</summary>
    /// <returns>The worker, ready for its first job; nobody reads from it yet.</returns>
    /// <exception cref="WorkerStartException">The process cannot be started, has exited, or did not complete the handshake in time.</exception>
    public async Task<WorkerProcess> StartAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var (process, connection) = Spawn();
        var pid = process.Id;
        var stderr = new StderrPump(process.StandardError.BaseStream, $"stderr of worker {process.Id}", Log(process.Id));
        Relay? relay = null;
        Task handshake = Task.CompletedTask;
        var sendCapacity = PipeCapacity.OfSocket;
        try
        {
            if (connection is null)
            {
                PipeCapacity.Enlarge(process.StandardOutput.BaseStream);
                sendCapacity = PipeCapacity.Enlarge(process.StandardInput.BaseStream);
                relay = new StreamRelay(process.StandardOutput.BaseStream, process.StandardInput.BaseStream);
                handshake = HandshakeAsync(relay);
                await AwaitHandshakeAsync(handshake, process, cancellationToken);
            }
            else
            {
                DiscardStandardStreams(process);
                relay = await AwaitConnectionAsync(connection, process, cancellationToken);
            }

            var elapsed = (int)time.GetElapsedTime(started).TotalMilliseconds;
            HostLog.WorkerReady(logger, process.Id, elapsed);
            return new WorkerProcess(process, relay, sendCapacity, new WorkerSeat(WorkerQuota.Draw(options.MaxJobs, Random.Shared)), pool, time, logger) { Stderr = stderr };
        }
        catch (Exception cause)
        {
            ProcessTree.Kill(process);
            await process.WaitForExitAsync(CancellationToken.None);
            if (cause is OperationCanceledException && cancellationToken.IsCancellationRequested)
            {
                throw;
            }

            var message = Explain(cause, process, await stderr.LastLinesAsync(time), time.GetElapsedTime(started));
            relay?.CloseAfter(handshake);
            process.Dispose();
            throw new WorkerStartException(message, cause);
        }
        finally
        {
            _listener?.Forget(pid);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _listener, null) is not null)
        {
            await relays.CloseAsync();
        }
    }

    private (Process Process, Task<Relay>? Connection) Spawn()
    {
        var process = new Process { StartInfo = CreateStartInfo() };
        try
        {
            if (_listener is { } listener)
            {
                return (process, listener.StartAndExpectAsync(process));
            }

            BatchScheduling.Start(process);
            return (process, null);
        }
        catch (Exception cause) when (cause is Win32Exception or IOException)
        {
            process.Dispose();
            throw new WorkerStartException($"{Name()}: the program cannot be started: {cause.Message}", cause);
        }
    }

    private ProcessStartInfo CreateStartInfo()
    {
        var info = ProgramStart.Describe(options.Command, options.WorkingDirectory, options.User, "server.user", Environment.IsPrivilegedProcess);
        foreach (var (name, value) in options.Environment)
        {
            info.Environment[name] = value;
        }

        RuntimeTuning.TuneWorker(info.Environment, pool.ReplacesOften);
        info.Environment["RR_RELAY"] = (_listener?.Address ?? RelayAddress.Pipes).ToString();
        return info;
    }

    /// <summary>The handshake blocks in a read, which ends with the last process that has the pipe.</summary>
    private static Task<int> HandshakeAsync(Relay relay) => Task.Factory.StartNew(
        () => WorkerControl.Handshake(relay),
        CancellationToken.None,
        TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
        TaskScheduler.Default);

    private async Task AwaitHandshakeAsync(Task handshake, Process process, CancellationToken cancellationToken)
    {
        var exit = process.WaitForExitAsync(cancellationToken);
        await Task.WhenAny(handshake, exit).WaitAsync(options.AllocateTimeout, time, cancellationToken);
        try
        {
            // What it wrote before its end may be in the pipe still; a child that keeps the pipe open is not waited for.
            await handshake.WaitAsync(WorkerProcess.EndGrace, time, cancellationToken);
        }
        catch (TimeoutException) when (!handshake.IsCompleted)
        {
            throw new RelayClosedException("it left a child that keeps the relay open");
        }
    }

    private async Task<Relay> AwaitConnectionAsync(Task<Relay> connection, Process process, CancellationToken cancellationToken)
    {
        var exit = process.WaitForExitAsync(cancellationToken);
        await Task.WhenAny(connection, exit).WaitAsync(StartLimit.Time, time, cancellationToken);
        return connection.IsCompleted ? await connection : throw new RelayClosedException("it did not connect to the relay");
    }

    /// <summary>A worker on a socket relay has no use for its standard streams: input ends at once, output is logged.</summary>
    private void DiscardStandardStreams(Process process)
    {
        process.StandardInput.Close();
        _ = new StderrPump(process.StandardOutput.BaseStream, $"stdout of worker {process.Id}", Log(process.Id));
    }

    private Action<string> Log(int pid) => line => HostLog.WorkerOutput(logger, pid, line);

    private string Explain(Exception cause, Process process, IReadOnlyList<string> lines, TimeSpan elapsed)
    {
        var milliseconds = elapsed.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        var message = new StringBuilder(Name()).Append(": ");
        _ = cause switch
        {
            TimeoutException => message.Append(CultureInfo.InvariantCulture, $"the worker did not answer the pid request within {StartLimit.Key} ({StartLimit.Time.TotalSeconds:0.###} s)"),
            RelayClosedException => message.Append("the worker exited with code ").Append(process.ExitCode).Append(" after ").Append(milliseconds).Append(" ms, before the pid handshake"),
            FrameFormatException => message.Append("the worker does not speak the protocol: ").Append(cause.Message).Append(". Does it print to stdout, or run under `dotnet run`?"),
            _ => message.Append("the worker failed its handshake: ").Append(cause.Message),
        };
        if (lines.Count > 0)
        {
            message.Append("; the last it printed: ").AppendJoin(" | ", lines);
        }

        return message.ToString();
    }

    private string Name() => $"{options.CommandOrigin} \"{string.Join(' ', options.Command)}\"";
}
