namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Lets the services of an event's scope find the event.</summary>
internal sealed class TcpContextHolder
{
    public TcpContext? Context { get; set; }
}
