namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>An index of connections could not be changed under its lock.</summary>
internal sealed class IndexException(string message) : Exception(message);
