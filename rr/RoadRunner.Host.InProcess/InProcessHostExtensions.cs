namespace RoadRunner.Host.InProcess;

/// <summary>RPC of a host for clients in its own process.</summary>
public static class InProcessHostExtensions
{
    /// <summary>Opens an RPC connection in memory.</summary>
    /// <param name="host">A host that speaks RPC.</param>
    /// <returns>The client's end: what is written is what a client sends. Disposing it ends the connection; it ends by itself when the host has stopped.</returns>
    /// <exception cref="InvalidOperationException">The host is stopping, or does not speak RPC.</exception>
    public static Stream OpenRpc(this RoadRunnerHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return MemoryConnection.Open(host.ServeRpcAsync);
    }
}
