namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>How often a worker says what it has done.</summary>
/// <param name="Value">More than 0.</param>
internal sealed record TcpPoolStatusPeriod(TimeSpan Value);
