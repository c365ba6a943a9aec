using System.Runtime.InteropServices;

namespace RoadRunner.Cli.Serve;

/// <summary>SIGTERM, SIGINT (Ctrl+C) and, as in Go, SIGABRT: the first one asks for a stop, the second one for an end at once.</summary>
internal sealed class StopSignals : IDisposable
{
    // Has no name in .NET, but this number in every Unix.
    private const PosixSignal Abort = (PosixSignal)6;

    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly CancellationTokenSource _stop = new();
    private Action _force = static () => { };
    private int _count;

    public StopSignals()
    {
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGTERM, PosixSignal.SIGINT])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, Handle));
        }

        if (!OperatingSystem.IsWindows())
        {
            _registrations.Add(PosixSignalRegistration.Create(Abort, Handle));
        }
    }

    /// <summary>Gets a token that is cancelled by the first signal.</summary>
    public CancellationToken Requested => _stop.Token;

    /// <summary>Sets what a second signal does.</summary>
    public void OnSecond(Action force) => Volatile.Write(ref _force, force);

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) == 1)
        {
            _stop.Cancel();
        }
        else
        {
            Volatile.Read(ref _force)();
        }
    }
}
