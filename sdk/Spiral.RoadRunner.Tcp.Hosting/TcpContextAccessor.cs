namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Lets the services of an event's scope find the event that they are made for. Scoped.</summary>
public sealed class TcpContextAccessor
{
    private TcpContext? _context;

    /// <summary>Gets the event.</summary>
    /// <exception cref="InvalidOperationException">The scope is none of an event: that of a start or a stop, or one of one's own.</exception>
    public TcpContext Context => _context ?? throw new InvalidOperationException("There is no event in this scope: sessions and contexts belong to OnConnected, OnData and OnClosed.");

    internal void Begin(TcpContext context) => _context = context;
}
