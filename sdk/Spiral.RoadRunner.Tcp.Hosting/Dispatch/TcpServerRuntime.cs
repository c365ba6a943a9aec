namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A server as it runs: nothing of it changes any more.</summary>
/// <param name="Name">The name, in lower case.</param>
/// <param name="Handler">The whole way: middleware of all servers, that of this one, its handlers.</param>
/// <param name="ErrorHandler">Makes the last answer of an event that failed.</param>
internal sealed record TcpServerRuntime(string Name, TcpHandler Handler, TcpErrorHandler? ErrorHandler);
