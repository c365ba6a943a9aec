namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Lets services find the application that they belong to; it is made after them.</summary>
internal sealed class TcpApplicationAccessor
{
    private TcpApplication? _application;

    public TcpApplication Application
    {
        get => _application ?? throw new InvalidOperationException("The application has not been built.");
        set => _application = value;
    }
}
