using System.Runtime.InteropServices;

namespace RoadRunner.Cli.Serve;

/// <summary>SIGHUP: asks for a reset.</summary>
internal sealed class HangupSignal(ResetRequests requests) : IDisposable
{
    private readonly PosixSignalRegistration _registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
    {
        context.Cancel = true;
        requests.Add();
    });

    public void Dispose() => _registration.Dispose();
}
