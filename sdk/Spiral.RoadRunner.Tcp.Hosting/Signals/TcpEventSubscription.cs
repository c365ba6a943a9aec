namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Ends the listening once.</summary>
internal sealed class TcpEventSubscription(Action end) : IDisposable
{
    private Action? _end = end;

    public void Dispose() => Interlocked.Exchange(ref _end, value: null)?.Invoke();
}
