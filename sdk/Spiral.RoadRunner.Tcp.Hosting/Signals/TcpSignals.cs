using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Turns the signals that the process gets into events, and stops the application where that is what a signal is for.</summary>
/// <remarks>SIGTERM stops; so do, when no server does it, SIGINT (Ctrl+C) and SIGHUP (the terminal is gone). The others do nothing by themselves.</remarks>
internal sealed class TcpSignals(
    TcpEvents events, TcpApplicationStart start, IHostApplicationLifetime lifetime, ILogger<TcpApplication> logger, TimeProvider time) : IDisposable
{
    /// <summary>How long listeners may put off a stop without saying that it is theirs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Listens to the operating system from now on.</summary>
    public void Register()
    {
        Register(TcpSignal.Terminate);
        Register(TcpSignal.Hangup);
        if (start.Worker is null)
        {
            // Under a server Ctrl+C reaches the whole group of the terminal and is the server's to answer.
            Register(TcpSignal.Interrupt);
        }

        if (!OperatingSystem.IsWindows())
        {
            Register(TcpSignal.User1);
            Register(TcpSignal.User2);
        }
    }

    /// <summary>Tells the listeners, and does what the signal is for unless one of them has.</summary>
    public async Task RaiseAsync(TcpSignal signal)
    {
        HostingLog.SignalReceived(logger, signal.Name);
        var byNumber = new TcpEventArgs(signal.NumberEvent, signal.Number);
        var byName = new TcpEventArgs(signal.NameEvent, signal.Number);
        var listeners = RaiseAsync(byNumber, byName);
        if (!StopsByDefault(signal))
        {
            await listeners.ConfigureAwait(false);
            return;
        }

        try
        {
            await listeners.WaitAsync(Patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!byNumber.Handled && !byName.Handled)
        {
            HostingLog.SignalListenersSlow(logger, signal.Name, Patience);
        }
        catch (TimeoutException)
        {
            // A listener has said that the stop is its own business.
        }

        if (!byNumber.Handled && !byName.Handled)
        {
            lifetime.StopApplication();
        }
    }

    public void Dispose() => _registrations.ForEach(static registration => registration.Dispose());

    private bool StopsByDefault(TcpSignal signal) => signal == TcpSignal.Terminate || (start.Worker is null && (signal == TcpSignal.Interrupt || signal == TcpSignal.Hangup));

    private async Task RaiseAsync(TcpEventArgs byNumber, TcpEventArgs byName)
    {
        // A listener that blocks must not hold up the stop.
        await Task.Yield();
        await events.RaiseAsync(byNumber, CancellationToken.None).ConfigureAwait(false);
        await events.RaiseAsync(byName, CancellationToken.None).ConfigureAwait(false);
    }

    private void Register(TcpSignal signal) => _registrations.Add(PosixSignalRegistration.Create(signal.Posix, context =>
    {
        // What the system would do with it, in most cases to end the process, is ours to decide.
        context.Cancel = true;
        _ = RaiseAsync(signal);
    }));
}
