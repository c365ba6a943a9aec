using System.Runtime.InteropServices;

namespace RoadRunner.Host.InProcess;

/// <summary>Ends the process when it is told to stop while it is stopping already.</summary>
/// <remarks>The first signal is the application's: it begins the stop.</remarks>
internal sealed class SecondSignal : IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly CancellationTokenRegistration _stopping;

    public SecondSignal(CancellationToken stopping) => _stopping = stopping.UnsafeRegister(static self => ((SecondSignal)self!).Listen(), this);

    public void Dispose()
    {
        _stopping.Dispose();
        _signals.ForEach(static signal => signal.Dispose());
    }

    private void Listen()
    {
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGTERM, PosixSignal.SIGINT])
        {
            _signals.Add(PosixSignalRegistration.Create(signal, static _ => Environment.Exit(1)));
        }
    }
}
