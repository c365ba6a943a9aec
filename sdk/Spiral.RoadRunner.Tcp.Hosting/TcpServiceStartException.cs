namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A service failed before the application was ready for events.</summary>
public sealed class TcpServiceStartException : Exception
{
    internal TcpServiceStartException(Type service, string method, Exception cause)
        : base($"{service.FullName}.{method} failed: {cause.Message}", cause) => Service = service;

    /// <summary>Gets the type of the service.</summary>
    public Type Service { get; }
}
